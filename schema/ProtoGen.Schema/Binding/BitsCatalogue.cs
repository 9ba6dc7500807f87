using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>The integers of a schema that are cut into parts, and those cut up in place.</summary>
internal sealed class BitsCatalogue
{
    private readonly List<BoundBits> _bound = [];

    public IReadOnlyList<BoundBits> Bound => _bound;

    public IEnumerable<string> Names => _bound.Where(known => known.SchemaName is not null).Select(known => known.SchemaName!);

    public void Add(BoundBits bits) => _bound.Add(bits);

    /// <summary>By the schema's name.</summary>
    public BoundBits? Find(string schemaName) => _bound.FirstOrDefault(known => known.SchemaName == schemaName);

    /// <summary>By the C# name.</summary>
    public BoundBits OfType(string name) => _bound.First(known => known.Name == name);
}

/// <summary>An integer cut into parts. Its type is null where that could not be read.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="SchemaName">The schema's name; null where it was cut up in place.</param>
/// <param name="At">Where it was written.</param>
internal sealed record BoundBits(string Name, string? SchemaName, SourceSpan At)
{
    public string? Doc { get; init; }

    public required IntegerType? Underlying { get; init; }

    public required IReadOnlyList<BitsPart> Parts { get; init; }

    /// <summary>What parts are derived from, not read yet: an expression may name fields that only the use knows.</summary>
    public required IReadOnlyList<BitsPartSyntax> Derived { get; init; }

    public bool IsBroken { get; init; }

    public BitsPart? Find(string part) => Parts.FirstOrDefault(candidate => candidate.Name == part);

    public BitsType ToModel() => new() { Name = Name, Doc = Doc, Underlying = Underlying!, Parts = Parts.ToEquatableArray() };
}
