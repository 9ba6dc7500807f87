namespace ProtoGen.Codec;

/// <summary>Calls a user's own codec, and trusts nothing that it says about positions.</summary>
public static class FieldCodec
{
    /// <summary>Steps over a value.</summary>
    public static bool TryTake<TCodec, T>(ReadOnlySpan<byte> body, string field, ref int position, out WireRange range, out DecodeError error)
        where TCodec : IFieldCodec<T>
    {
        var (start, end) = (position, position);
        range = default;
        if (!TCodec.TryDecode(body, ref end, out _) || end < start || end > body.Length) return DecodeError.NotDecodable(field, start, out error);
        range = new(start, end - start);
        position = end;
        error = default;
        return true;
    }

    /// <summary>A value that was accepted before.</summary>
    public static T Read<TCodec, T>(ReadOnlySpan<byte> body, WireRange range) where TCodec : IFieldCodec<T>
    {
        var position = range.Start;
        TCodec.TryDecode(body[..range.End], ref position, out var value);
        return value;
    }

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="EncodeException">The codec names fewer than none.</exception>
    public static int Measure<TCodec, T>(T value, string message, string field) where TCodec : IFieldCodec<T>
    {
        var size = TCodec.GetSize(value);
        return size >= 0 ? size : throw EncodeException.WrongSize(message, field, size, 0);
    }

    /// <summary>Writes a value.</summary>
    /// <returns>Where it ends.</returns>
    public static int Encode<TCodec, T>(T value, Span<byte> body, int position) where TCodec : IFieldCodec<T>
    {
        TCodec.Encode(value, body, position);
        return position + TCodec.GetSize(value);
    }
}
