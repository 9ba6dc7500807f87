namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Zero bytes before a field, until its offset in the body is a multiple.</summary>
internal static class AlignWalk
{
    public static bool Read(int align, ReadPlace at)
    {
        var pad = Pad(align, at.Position);
        if (!at.Has((ulong)pad)) return false;
        for (; pad > 0; pad--, at.Input.Position++)
        {
            var found = at.Input.Bytes[at.Position];
            if (found != 0) return at.Fail($"has a byte {found} before it, but what aligns it must be 0", 0, found) is not null;
        }

        return true;
    }

    public static void Write(int align, WritePlace at) => at.Output.Add(new byte[Pad(align, at.Output.Position)]);

    private static int Pad(int align, int position) => (align - (position % align)) % align;
}
