namespace ProtoGen.Schema.Model;

/// <summary>A cyclic redundancy check in the parameters that the literature agrees on (Ross Williams, "A painless guide to CRC", 1993).</summary>
public sealed record CrcAlgorithm
{
    /// <summary>As a schema spells it: <c>crc16/modbus</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The bits of the result, 8 to 64.</summary>
    public required int Width { get; init; }

    /// <summary>The polynomial without its highest term, most significant bit first.</summary>
    public required ulong Polynomial { get; init; }

    /// <summary>What the register holds before the first byte, not reflected.</summary>
    public required ulong Initial { get; init; }

    /// <summary>Whether each byte enters least significant bit first.</summary>
    public required bool ReflectInput { get; init; }

    /// <summary>Whether the bits of the register are reversed at the end.</summary>
    public required bool ReflectOutput { get; init; }

    /// <summary>What is combined with the result by exclusive or.</summary>
    public required ulong XorOutput { get; init; }

    /// <summary>The result over the nine ASCII characters <c>123456789</c>: proves the other parameters.</summary>
    public required ulong Check { get; init; }
}
