using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Bodies that may come without their last bytes, where these are what the protocol fills them with.</summary>
public static class BodyPadding
{
    /// <summary>A body of at least the size of its message; the bytes that are missing are put back.</summary>
    /// <param name="body">The body received.</param>
    /// <param name="size">The fewest bytes of the message.</param>
    /// <param name="pad">What missing bytes are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Restore(ReadOnlySpan<byte> body, int size, byte pad) => body.Length >= size ? body : Longer(body, size, pad);

    /// <summary>The bytes of a body that are left once those at its end that are the filling are gone.</summary>
    internal static int Cut(ReadOnlySpan<byte> body, byte pad, int min)
    {
        var size = body.Length;
        while (size > min && body[size - 1] == pad) size--;
        return size;
    }

    // A view stands on the bytes, so they need a place that stays.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<byte> Longer(ReadOnlySpan<byte> body, int size, byte pad)
    {
        var whole = new byte[size];
        body.CopyTo(whole);
        if (pad != 0) whole.AsSpan(body.Length).Fill(pad);
        return whole;
    }
}
