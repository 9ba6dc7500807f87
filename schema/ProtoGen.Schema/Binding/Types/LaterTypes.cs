using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Types of the language that this version knows by name only.</summary>
internal sealed class LaterTypes : ITypeBinder
{
    private static readonly string[] Known = ["bit", "bcd", "cstring"];

    public IEnumerable<string> Names(BindingScope scope) => [];

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (!Known.Contains(OrderSuffix.Split(syntax.Name, site.Scope.Order).Name)) return false;
        site.Scope.Diagnostics.Report(
            Rules.NotYetSupported,
            syntax.Whole.Span,
            $"{site.Title} has type '{syntax.Name}', which this version does not support yet");
        return true;
    }
}
