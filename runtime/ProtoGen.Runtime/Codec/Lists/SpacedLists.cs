namespace ProtoGen.Codec;

/// <summary>Lists whose elements, counted from the first one, begin at multiples: zeros stand between them, none behind the last.</summary>
public static class SpacedLists
{
    /// <summary>Checks a number of elements and steps over them.</summary>
    /// <typeparam name="TCodec">Who reads an element.</typeparam>
    /// <typeparam name="TValue">An element in a record.</typeparam>
    /// <typeparam name="TView">An element in a view.</typeparam>
    /// <param name="body">The body, at most up to where the list must have ended.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="align">What the distance of each element from the first is a multiple of.</param>
    /// <param name="count">How many; negative where the value that says it says none.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the first begins; afterwards the byte behind the last.</param>
    /// <param name="items">Where they stand.</param>
    /// <param name="error">What is wrong with which element.</param>
    public static bool TryTake<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, int align, long count, string field, ref int position, out WireItems items, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var start = position;
        var left = body.Length - position;
        items = default;
        if (count < 0 || count > left / TCodec.MinSize)
            return count < 0 ? DecodeError.BadSize(field, position, out error) : DecodeError.TooShort(field, position, WireLists.SizeOf(count, TCodec.MinSize), left, out error);
        for (var index = 0; index < (int)count; index++)
            if (!TryStep<TCodec, TValue, TView>(body, in outer, align, field, index, start, ref position, out error)) return false;

        items = new(start, position - start, (int)count);
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Checks elements up to the end of a range.</summary>
    /// <inheritdoc cref="TryTake{TCodec, TValue, TView}"/>
    /// <param name="body">The body.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="align">What the distance of each element from the first is a multiple of.</param>
    /// <param name="range">Where they stand.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="items">Where they stand, and how many they are.</param>
    /// <param name="error">What is wrong with which element.</param>
    public static bool TryTakeWithin<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, int align, WireRange range, string field, out WireItems items, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var bounded = body[..range.End];
        var (position, count) = (range.Start, 0);
        items = default;
        DecodeError.LeaveAsIs(out error);
        while (position < range.End)
            if (!TryStep<TCodec, TValue, TView>(bounded, in outer, align, field, count++, range.Start, ref position, out error)) return false;

        items = new(range.Start, range.Length, count);
        return true;
    }

    /// <summary>Copies elements that were checked before.</summary>
    /// <inheritdoc cref="TryTake{TCodec, TValue, TView}"/>
    /// <param name="body">The body.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="align">What the distance of each element from the first is a multiple of.</param>
    /// <param name="items">Where they stand.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="list">The elements.</param>
    /// <param name="error">Which text is none.</param>
    public static bool TryRead<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, int align, WireItems items, string field, out WireList<TValue> list, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        list = default;
        DecodeError.LeaveAsIs(out error);
        if (items.Count == 0) return true;
        var values = new TValue[items.Count];
        var bounded = body[..items.End];
        var position = items.Start;
        for (var index = 0; index < values.Length; index++)
        {
            position = (int)FillingBytes.Measure(items.Start, position, align);
            if (TCodec.TryRead(bounded, in outer, ref position, out values[index], out error)) continue;
            error = error.In(field, index);
            return false;
        }

        list = new(values);
        return true;
    }

    /// <summary>Where the elements would end; each is checked here.</summary>
    /// <exception cref="EncodeException">They are too many, or one cannot be represented on the wire.</exception>
    public static long Measure<TCodec, TValue, TView>(
        WireList<TValue> list, in WireOuter outer, int align, long position, long limit, string message, string field)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (list.Count > limit) throw EncodeException.TooMany(message, field, list.Count, limit);
        var start = position;
        foreach (ref readonly var item in list.Span)
        {
            if (item is null && !TCodec.AllowsNull) throw EncodeException.Missing(message, field);
            position = TCodec.Measure(in item, in outer, FillingBytes.Measure(start, position, align));
        }

        return position;
    }

    /// <summary>Writes elements that were measured before.</summary>
    /// <returns>Where they end.</returns>
    public static int Encode<TCodec, TValue, TView>(WireList<TValue> list, in WireOuter outer, int align, Span<byte> body, int position)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var start = position;
        foreach (ref readonly var item in list.Span)
            position = TCodec.Encode(in item, in outer, body, FillingBytes.Write(body, start, position, align));
        return position;
    }

    /// <summary>Writes the bytes of the elements as a number, then the elements.</summary>
    /// <returns>Where they end.</returns>
    public static int EncodePrefixed<TCodec, TValue, TView>(
        WireList<TValue> list, in WireOuter outer, int align, Span<byte> body, int position, int prefixSize, bool bigEndian)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var end = Encode<TCodec, TValue, TView>(list, in outer, align, body, position + prefixSize);
        LengthPrefix.Write(body[position..], prefixSize, bigEndian, end - position - prefixSize);
        return end;
    }

    /// <summary>Writes the bytes of the elements as a varint, then the elements.</summary>
    /// <returns>Where they end.</returns>
    public static int EncodeAnnounced<TCodec, TValue, TView>(WireList<TValue> list, in WireOuter outer, int align, Span<byte> body, int position)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct =>
        VarintPrefix.Insert(body, position, Encode<TCodec, TValue, TView>(list, in outer, align, body, position + 1));

    private static bool TryStep<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, int align, string field, int index, int first, ref int position, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct =>
        FillingBytes.TryTake(body, align, first, field, ref position, out error)
        && WireLists.TryStep<TCodec, TValue, TView>(body, in outer, field, index, ref position, out error);
}
