using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>The schema's own <c>structs</c>, by their names.</summary>
internal sealed class StructTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => scope.Structures.Names;

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        var structures = site.Scope.Structures;
        if (!structures.Declares(syntax.Name)) return false;
        if (structures.NameOf(syntax.Name) is not { } name) return true;

        var isRecursive = structures.IsRecursive(syntax.Name);
        var used = structures.Find(syntax.Name) is not { } bound ? new StructType(name, null, 1, default) { IsRecursive = isRecursive }
            : bound.IsBroken ? null
            : Use(bound, syntax.Whole, site);
        var leadsBack = site.Owner?.Circle is { } circle && structures.AreInOneCircle(circle, syntax.Name);
        type = used is null || !leadsBack ? used : used with { Level = StructLevel.Deeper };
        return true;
    }

    /// <summary>The use of a bound structure; null where it needs something that is not there.</summary>
    public static StructType? Use(BoundStructure bound, TextSlice at, TypeSite site)
    {
        var arguments = new List<ValueReference>();
        foreach (var parameter in bound.Parameters)
        {
            if (site.Names?.Argument(parameter, at, site.Title) is not { } argument) return null;
            arguments.Add(argument);
        }

        return BodyLayoutBuilder.Use(bound.ToModel(int.MaxValue), arguments.ToEquatableArray());
    }
}
