using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>Binds the fields of one structure, in order, then finds out which of them follow from others.</summary>
internal static class StructureBinder
{
    /// <param name="fields">The fields as written.</param>
    /// <param name="identity">What the structure is called.</param>
    /// <param name="isRoot">Whether nothing encloses it but the frame.</param>
    /// <param name="scope">The schema.</param>
    /// <param name="around">The names around a structure that is written in place.</param>
    public static BoundStructure Bind(IReadOnlyList<FieldSyntax> fields, StructureIdentity identity, bool isRoot, BindingScope scope, NameScope? around = null)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var names = new NameScope(identity.Title, [.. fields.Select(field => field.Key.Text)], isRoot, scope, around);
        foreach (var parameter in identity.Parameters) names.Seed(parameter);
        foreach (var field in fields) names.Add(FieldBinder.Bind(field, identity, names, scope));

        var bound = names.Earlier;
        var isBroken = scope.Diagnostics.ErrorCount > errors || bound.Any(field => field.Field is null);
        if (!isBroken) bound = Derivations.Analyse(bound, scope);
        var replyCondition = !isBroken && identity.ReplyCondition is { } when ? ReplyConditionBinder.Bind(when, names, bound, scope) : null;
        isBroken |= scope.Diagnostics.ErrorCount > errors;
        if (!isBroken && identity.Padding is { } padding && BodyLayoutBuilder.TakesRest(bound.Select(field => field.Field!)))
        {
            isBroken = true;
            scope.Diagnostics.Report(
                Rules.RestNotLast,
                padding.At.Span,
                $"The {Wording.InSentence(identity.Title)} is filled behind its last field, but one of its fields takes all that is left, the filling included; give that field a size");
        }

        return new()
        {
            Name = identity.Name,
            SchemaName = identity.SchemaName,
            Title = identity.Title,
            Doc = identity.Doc,
            At = identity.At,
            Fields = bound,
            Parameters = names.Parameters,
            IsRecursive = identity.IsRecursive,
            Depth = bound.Select(field => field.Depth).Where(depth => depth > 0).DefaultIfEmpty(0).Min(),
            CarriesDepth = !identity.IsRecursive && bound.Any(field => field.Field is { } known && LeadsBack(known.Type)),
            Trailing = identity.Trailing,
            ReplyCondition = replyCondition,
            Padding = identity.Padding,
            IsBody = isRoot,
            IsBroken = isBroken,
        };
    }

    private static bool LeadsBack(FieldType type) => type switch
    {
        StructType held => held.Level != StructLevel.First,
        ListType list => LeadsBack(list.Element),
        SwitchType choice => choice.AllCases.Any(known => known.Type is { } held && LeadsBack(held)),
        _ => false,
    };
}

/// <summary>What a structure is called, in C#, in the schema and in sentences.</summary>
/// <param name="Name">The C# name; empty where it could not be made.</param>
/// <param name="SchemaName">The schema's name.</param>
/// <param name="Title">As a sentence ends with it: <c>message 'Login'</c>.</param>
/// <param name="At">Where it was written.</param>
internal sealed record StructureIdentity(string Name, string SchemaName, string Title, SourceSpan At)
{
    public string? Doc { get; init; }

    public bool IsRecursive { get; init; }

    /// <summary>The declared struct that may stand inside itself and of which this is a part, or which it is; null where there is none.</summary>
    public string? Circle { get; init; }

    public Trailing Trailing { get; init; }

    /// <summary>Of the body of a request: the condition under which it is answered.</summary>
    public TextSlice? ReplyCondition { get; init; }

    public StructurePadding? Padding { get; init; }

    /// <summary>What it takes from outside whether or not a field names it: its first parameters.</summary>
    public IReadOnlyList<BoundParameter> Parameters { get; init; } = [];
}
