using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>Reads and writes a hand-made structure in text that a test can show.</summary>
internal sealed class Walking(Structure structure, params Structure[] structs)
{
    public WalkContext Context { get; init; } = new() { Structures = structs.ToDictionary(known => known.Name) };

    public static Walking Over(params Field[] fields) => new(Shapes.Message(fields));

    public Walking With(params BitsType[] bits) => new(structure, structs) { Context = Context with { Bits = bits.ToDictionary(known => known.Name) } };

    public Walking With(params EnumType[] enums) => new(structure, structs) { Context = Context with { Enums = enums.ToDictionary(known => known.Name) } };

    public Walking Outside(params long[] outer) => new(structure, structs) { Context = Context with { Outer = EquatableArray.Of(outer) } };

    /// <summary>The bytes hold these values, and the values make these bytes.</summary>
    public void Holds(string hex, string expected)
    {
        var values = Read(hex);
        Assert.Equal(expected, new StructValue(values).ToString());
        Assert.Equal(hex, Write(values));
    }

    /// <summary>What is wrong with bytes: the path, the offset, the problem.</summary>
    public string Refusal(string hex)
    {
        Assert.False(BodyReader.TryRead(structure, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), Context, out _, out var failure));
        return $"{failure!.Path}@{failure.Offset} {failure.Problem}";
    }

    public EquatableArray<VectorValue> Read(string hex)
    {
        Assert.True(BodyReader.TryRead(structure, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), Context, out var values, out var failure), failure?.ToString());
        return values;
    }

    /// <summary>The bytes of what a user sets.</summary>
    public string Write(params IEnumerable<VectorValue> values) => Convert.ToHexStringLower(BodyWriter.Write(structure, values, Context));

    /// <summary>Why values cannot be written.</summary>
    public string Problem(params VectorValue[] values) => Assert.Throws<ArgumentException>(() => Write(values)).Message;
}
