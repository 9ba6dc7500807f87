using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>The structs of a schema, and those written in place, as far as they are bound.</summary>
internal sealed class StructureCatalogue
{
    private readonly Dictionary<string, StructSyntax> _declared;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<BoundStructure> _bound = [];
    private readonly HashSet<string> _recursive;

    private StructureCatalogue(IReadOnlyList<StructSyntax> structs)
    {
        _declared = structs.ToDictionary(syntax => syntax.Key.Text, StringComparer.Ordinal);
        _recursive = StructureOrder.FindRecursive(structs);
    }

    /// <summary>No structs.</summary>
    public static StructureCatalogue Empty => new([]);

    /// <summary>Everything bound, in the order of binding: what a struct needs stands before it.</summary>
    public IReadOnlyList<BoundStructure> Bound => _bound;

    /// <summary>The names in the schema.</summary>
    public IEnumerable<string> Names => _declared.Keys;

    /// <summary>Binds the structs of a schema, each after those it needs.</summary>
    public static StructureCatalogue BindAll(IReadOnlyList<StructSyntax> structs, BindingScope scope)
    {
        var catalogue = new StructureCatalogue(structs);
        scope = scope with { Structures = catalogue };
        foreach (var syntax in structs)
        {
            if (CSharpName.Bind(syntax.Key, syntax.Name, $"struct '{syntax.Key.Text}'", scope.Diagnostics) is { } name)
                catalogue._names.Add(syntax.Key.Text, name);
        }

        foreach (var syntax in StructureOrder.Sort(structs)) catalogue._bound.Add(catalogue.Bind(syntax, scope));
        return catalogue;
    }

    /// <summary>Whether the schema declares a struct of this name.</summary>
    public bool Declares(string schemaName) => _declared.ContainsKey(schemaName);

    /// <summary>The C# name of a declared struct; null where none could be made.</summary>
    public string? NameOf(string schemaName) => _names.TryGetValue(schemaName, out var name) ? name : null;

    /// <summary>Whether a declared struct may stand inside itself.</summary>
    public bool IsRecursive(string schemaName) => _recursive.Contains(schemaName);

    /// <summary>The condition under which any use of a struct is there; null for always, and for what is no struct.</summary>
    public TextSlice? ConditionOf(string schemaName) => _declared.TryGetValue(schemaName, out var syntax) ? syntax.Condition?.Whole.Trim() : null;

    /// <summary>Whether a struct is there only under a condition of its own.</summary>
    public bool IsConditional(string schemaName) => ConditionOf(schemaName) is not null;

    /// <summary>A bound structure by its C# name.</summary>
    public BoundStructure? OfType(string name) => _bound.FirstOrDefault(candidate => candidate.Name == name);

    /// <summary>A bound structure by the schema's name.</summary>
    public BoundStructure? Find(string schemaName) => _bound.FirstOrDefault(candidate => candidate.SchemaName == schemaName);

    /// <summary>Takes a struct that was written in place.</summary>
    public void Add(BoundStructure structure) => _bound.Add(structure);

    private BoundStructure Bind(StructSyntax syntax, BindingScope scope)
    {
        var key = syntax.Key.Text;
        var identity = new StructureIdentity(NameOf(key) ?? "", key, $"struct '{key}'", (syntax.Name ?? syntax.Key).Span)
        {
            Doc = syntax.Doc?.Prose,
            IsRecursive = IsRecursive(key),
            Padding = PaddingBinder.Bind(syntax.PadTo, syntax.Canonical, scope),
        };
        if (syntax is { PadTo: null, Canonical: { } unused })
            scope.Diagnostics.Report(Rules.SettingDoesNotApply, unused.Span, $"Struct '{key}' has no 'padTo', so there is no filling that 'canonical' could keep");
        if (TypeBinder.IsTypeName(key, scope))
            scope.Diagnostics.Report(Rules.ReservedName, syntax.Key.Span, $"Struct '{key}' has the name of a type; choose another");

        var bound = StructureBinder.Bind(syntax.Fields, identity, isRoot: false, scope);
        bound.IsBroken |= syntax.IsBroken || identity.Name.Length == 0;
        if (bound.IsRecursive && bound.Parameters.Count > 0)
        {
            var first = bound.Parameters[0];
            scope.Diagnostics.Report(
                Rules.UnknownField,
                first.At,
                $"Struct '{key}' may stand inside itself, so it can take nothing from outside, but it names '{first.Parameter.Name}'");
            bound.IsBroken = true;
        }

        return bound;
    }
}
