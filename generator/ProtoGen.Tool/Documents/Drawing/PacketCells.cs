using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>What a packet diagram of a structure shows.</summary>
internal sealed class PacketCells(Protocol protocol)
{
    private readonly TypeWords _types = new(protocol);

    public IReadOnlyList<PacketCell> Of(Structure structure) => [.. structure.Fields.Select(field => Cell(field, structure))];

    private PacketCell Cell(Field field, Structure around)
    {
        var size = BodySizes.Fixed(field);
        var bits = size is not null && field.Type is BitsFieldType type ? Runs(protocol.Bits.First(known => known.Name == type.Bits), type.Underlying) : [];
        return new(field.Name, _types.Of(field.Type, around).ToString(), size, SizeWords.Of(field, around), KindOf(field, size), bits);
    }

    private static CellKind KindOf(Field field, int? size) => field switch
    {
        { Type: BodyType } => CellKind.Body,
        _ when size is null => CellKind.Varying,
        { Derivation: ConstantDerivation } => CellKind.Constant,
        { Derivation: IdDerivation } => CellKind.Id,
        { Derivation: not null } => CellKind.Derived,
        _ => CellKind.Plain,
    };

    /// <summary>The parts as they pass by: byte after byte, each from its most significant bit.</summary>
    internal static IReadOnlyList<BitRun> Runs(BitsType bits, IntegerType underlying)
    {
        var runs = new List<BitRun>();
        for (var position = 0; position < 8 * underlying.Size; position++)
        {
            var place = underlying.Order == ByteOrder.Big ? underlying.Size - 1 - (position / 8) : position / 8;
            var bit = (8 * place) + 7 - (position % 8);
            var name = bits.Parts.FirstOrDefault(part => bit >= part.Low && bit < part.Low + part.Width)?.Name ?? "";
            if (runs.Count > 0 && runs[^1] is var last && last.Name == name && last.High - last.Width == bit) runs[^1] = last with { Width = last.Width + 1 };
            else runs.Add(new(name, bit, 1));
        }

        return runs;
    }
}
