namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>What a field of a packet diagram is, for its colour.</summary>
internal enum CellKind
{
    Plain,
    Constant,
    Derived,
    Id,
    Body,
    Varying,
}

/// <summary>One field of a packet diagram.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">Its type, shown below the name.</param>
/// <param name="Bytes">Its size; null where that varies.</param>
/// <param name="Size">The size in words.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">The parts in the order of the wire, most significant bit of the first byte first; empty where it has none.</param>
internal sealed record PacketCell(string Name, string Type, int? Bytes, string Size, CellKind Kind, IReadOnlyList<BitRun> Bits);

/// <summary>Neighbouring bits on the wire that belong together.</summary>
/// <param name="Name">The part; empty for bits of no part.</param>
/// <param name="High">The highest of the bits, as the schema counts.</param>
/// <param name="Width">How many.</param>
internal sealed record BitRun(string Name, int High, int Width);
