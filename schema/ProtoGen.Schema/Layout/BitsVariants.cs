using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>
/// A derived part cannot be set, so it is no member of the C# type. Where the uses of one cut-up integer differ in what they derive, a use
/// that derives something gets a type of its own, named after its field; the layouts of a schema are one use.
/// </summary>
internal sealed class BitsVariants
{
    private readonly Dictionary<(string Owner, string Field), string> _names = [];
    private readonly List<BitsType> _types = [];

    /// <summary>The types that are left, in schema order; those of single uses last.</summary>
    public IReadOnlyList<BitsType> Types => _types;

    public static BitsVariants Of(BoundSchema schema)
    {
        var variants = new BitsVariants();
        var structures = schema.Structures.Bound.Concat(schema.Messages.Select(message => message.Body)).Where(structure => !structure.IsBroken).ToList();
        var uses = structures.SelectMany(UsesOf).Concat(HeaderUses(schema.Frames.Layouts.Select(layout => layout.Structure).ToList()))
            .ToLookup(use => ((BitsFieldType)use.Field.Type).Bits, StringComparer.Ordinal);
        foreach (var bits in schema.Bits.Bound.Where(bits => !bits.IsBroken && bits.Underlying is not null)) variants.Add(bits.ToModel(), [.. uses[bits.Name]]);
        return variants;
    }

    /// <summary>The structure with the types its fields got.</summary>
    public BoundStructure Apply(BoundStructure structure)
    {
        structure.Fields = [.. structure.Fields.Select(field => field with { Field = Apply(structure.Name, field.Field!) })];
        return structure;
    }

    private Field Apply(string owner, Field field) =>
        field.Type is BitsFieldType bits && _names.TryGetValue((owner, field.Name), out var name) ? field with { Type = bits with { Bits = name } } : field;

    private void Add(BitsType bits, IReadOnlyList<Use> uses)
    {
        if (uses.Select(use => use.Derived).Distinct().Count() <= 1)
        {
            _types.Add(Without(bits, bits.Name, uses.Count == 0 ? default : uses[0].Derived));
            return;
        }

        _types.Add(bits);
        foreach (var use in uses.Where(use => use.Derived.Count > 0))
        {
            if (_types.All(known => known.Name != use.Name)) _types.Add(Without(bits, use.Name, use.Derived));
            _names.Add((use.Owner, use.Field.Name), use.Name);
        }
    }

    private static IEnumerable<Use> UsesOf(BoundStructure structure) => structure.Fields.Select(field => field.Field!).Where(field => field.Type is BitsFieldType)
        .Select(field => new Use(structure.Name, field, NameOf(structure, field), DerivedNames(field).ToEquatableArray()));

    /// <summary>All layouts share one header: a part is none of its members only where it is derived in every layout that has the field.</summary>
    private static IEnumerable<Use> HeaderUses(List<BoundStructure> layouts)
    {
        var fields = layouts.SelectMany(layout => layout.Fields.Select(field => (Layout: layout, Field: field.Field!)).Where(known => known.Field.Type is BitsFieldType));
        foreach (var same in fields.GroupBy(known => known.Field.Property ?? known.Field.Name, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            var derived = same.Skip(1).Aggregate(DerivedNames(same[0].Field), (all, known) => all.Where(DerivedNames(known.Field).Contains)).ToEquatableArray();
            foreach (var (layout, field) in same) yield return new(layout.Name, field, NameOf(same[0].Layout, field), derived);
        }
    }

    private static BitsType Without(BitsType bits, string name, EquatableArray<string> derived) => bits with
    {
        Name = name,
        Parts = bits.Parts.Select(part => derived.Contains(part.Name) ? part with { Property = null } : part).ToEquatableArray(),
    };

    private static string NameOf(BoundStructure owner, Field field) => owner.Name + (field.Property ?? CSharpName.FromSchema(field.Name) ?? field.Name);

    private static IEnumerable<string> DerivedNames(Field field) => field.DerivedParts.Select(part => part.Part);

    /// <summary>A field whose integer is cut up.</summary>
    /// <param name="Owner">The C# name of its structure.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Name">What a type of its own is called.</param>
    /// <param name="Derived">The parts that are no members.</param>
    private sealed record Use(string Owner, Field Field, string Name, EquatableArray<string> Derived);
}
