using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Bits packed into bytes, least significant first; those that fill the last byte are 0.</summary>
internal static class BitListWalk
{
    private static readonly BoolValue Set = new(true), Clear = new(false);

    public static FieldValue? Read(BitListType type, ReadPlace at)
    {
        if (SizeWalk.Read(type.Size, at) is not { } count) return null;
        var size = (count / 8) + (count % 8 > 0 ? 1UL : 0UL);
        if (!at.Has(size)) return null;

        var start = at.Position;
        FieldValue Bit(int index) => ((at.Input.Bytes[start + (index / 8)] >> (index % 8)) & 1) != 0 ? Set : Clear;
        var bits = Enumerable.Range(0, 8 * (int)size).Select(Bit).ToList();
        if (bits.Skip((int)count).Contains(Set)) return at.Fail($"has bits set behind its {count}");
        at.Input.Position += (int)size;
        at.Entry.Count = (int)count;
        return new ListValue(bits.Take((int)count).ToEquatableArray());
    }

    public static void Write(BitListType type, ListValue value, WritePlace at)
    {
        var bits = value.Items;
        if (bits.Any(bit => bit is not BoolValue)) at.Fail("holds something else than bits");

        SizeWalk.Announce(type.Size, bits.Count, at);
        at.Entry.Count = bits.Count;
        var bytes = new byte[(bits.Count + 7) / 8];
        for (var bit = 0; bit < bits.Count; bit++) if (Set.Equals(bits[bit])) bytes[bit / 8] |= (byte)(1 << (bit % 8));
        at.Output.Add(bytes);
    }
}
