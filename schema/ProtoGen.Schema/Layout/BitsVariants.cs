using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>
/// A derived part cannot be set, so it is no member of the C# type. Where the uses of one cut-up integer differ in what they derive, a use
/// that derives something gets a type of its own, named after its field.
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
        var uses = schema.AllStructures.Where(structure => !structure.IsBroken)
            .SelectMany(structure => structure.Fields.Select(field => (structure.Name, Field: field.Field!)))
            .Where(use => use.Field.Type is BitsFieldType)
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

    private void Add(BitsType bits, IReadOnlyList<(string Owner, Field Field)> uses)
    {
        var sets = uses.Select(use => DerivedNames(use.Field)).Distinct().ToList();
        if (sets.Count <= 1)
        {
            _types.Add(Without(bits, bits.Name, uses.Count == 0 ? default : uses[0].Field.DerivedParts));
            return;
        }

        _types.Add(bits);
        foreach (var (owner, field) in uses.Where(use => use.Field.DerivedParts.Count > 0))
        {
            var name = owner + (field.Property ?? CSharpName.FromSchema(field.Name) ?? field.Name);
            _names.Add((owner, field.Name), name);
            _types.Add(Without(bits, name, field.DerivedParts));
        }
    }

    private static BitsType Without(BitsType bits, string name, EquatableArray<PartDerivation> derived) => bits with
    {
        Name = name,
        Parts = bits.Parts.Select(part => derived.Any(known => known.Part == part.Name) ? part with { Property = null } : part).ToEquatableArray(),
    };

    private static string DerivedNames(Field field) => string.Join(" ", field.DerivedParts.Select(part => part.Part));
}
