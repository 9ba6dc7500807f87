namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>The bytes that end content.</summary>
internal static class Marks
{
    /// <summary>The first offset, a number of steps from the start, at which a mark stands; -1 for none.</summary>
    public static int Find(byte[] bytes, byte[] mark, int start, int step)
    {
        for (var offset = start; offset <= bytes.Length - mark.Length; offset += step) if (StandsAt(bytes, mark, offset)) return offset;
        return -1;
    }

    /// <summary>Whether a mark stands at an offset.</summary>
    public static bool StandsAt(byte[] bytes, byte[] mark, int offset)
    {
        if (offset > bytes.Length - mark.Length) return false;
        for (var index = 0; index < mark.Length; index++) if (bytes[offset + index] != mark[index]) return false;
        return true;
    }
}
