using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>Lists of anything: every loop over elements that emitted code needs.</summary>
public static class WireLists
{
    /// <summary>Checks a number of elements and steps over them.</summary>
    /// <typeparam name="TCodec">Who reads an element.</typeparam>
    /// <typeparam name="TValue">An element in a record.</typeparam>
    /// <typeparam name="TView">An element in a view.</typeparam>
    /// <param name="body">The body, at most up to where the list must have ended.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="count">How many; negative where the value that says it says none.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the first begins; afterwards the byte behind the last.</param>
    /// <param name="items">Where they stand.</param>
    /// <param name="error">What is wrong with which element.</param>
    public static bool TryTake<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, long count, string field, ref int position, out WireItems items, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var start = position;
        var left = body.Length - position;
        items = default;
        if (count < 0 || count > left / TCodec.MinSize)
            return count < 0 ? DecodeError.BadSize(field, position, out error) : DecodeError.TooShort(field, position, SizeOf(count, TCodec.MinSize), left, out error);
        if (TCodec.PlainSize > 0) position += (int)count * TCodec.PlainSize;
        else for (var index = 0; index < (int)count; index++)
        {
            if (TryStep<TCodec, TValue, TView>(body, in outer, field, index, ref position, out error)) continue;
            error = error.Before((count - index - 1) * TCodec.MinSize);
            return false;
        }

        items = new(start, position - start, (int)count);
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Checks elements up to the end of a range and steps over them.</summary>
    /// <inheritdoc cref="TryTake{TCodec, TValue, TView}"/>
    /// <param name="body">The body.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="range">Where they stand.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="items">Where they stand, and how many they are.</param>
    /// <param name="error">What is wrong with which element.</param>
    public static bool TryTakeWithin<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, WireRange range, string field, out WireItems items, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var bounded = body[..range.End];
        var position = range.Start;
        var count = 0;
        items = default;
        DecodeError.LeaveAsIs(out error);
        if (TCodec.PlainSize > 0)
        {
            items = new(range.Start, range.Length, range.Length / TCodec.PlainSize);
            return ListSizes.TryDivide(range, TCodec.PlainSize, field, out error);
        }

        while (position < range.End)
            if (!TryStep<TCodec, TValue, TView>(bounded, in outer, field, count++, ref position, out error)) return DecodeError.Enclose(ref error);

        items = new(range.Start, range.Length, count);
        return true;
    }

    /// <summary>Checks elements up to a mark where one would begin, and steps over them and the mark.</summary>
    /// <inheritdoc cref="TryTake{TCodec, TValue, TView}"/>
    /// <param name="body">The body.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="terminator">The mark.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the first begins; afterwards the byte behind the mark.</param>
    /// <param name="items">Where they stand.</param>
    /// <param name="error">What is wrong with which element, or that there is no mark.</param>
    public static bool TryTakeUntil<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, ReadOnlySpan<byte> terminator, string field, ref int position, out WireItems items, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var (start, count) = (position, 0);
        items = default;
        while (!body[position..].StartsWith(terminator))
        {
            if (position >= body.Length) return DecodeError.NotTerminated(field, start, body.Length - start, out error);
            if (!TryStep<TCodec, TValue, TView>(body, in outer, field, count++, ref position, out error)) return false;
        }

        items = new(start, position - start, count);
        position += terminator.Length;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Checks elements at a place that holds as many bytes as they always take.</summary>
    public static bool TryCheck<TCodec, TValue, TView>(ReadOnlySpan<byte> body, WireRange range, string field, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct => TryTakeWithin<TCodec, TValue, TView>(body, default, range, field, out _, out error);

    /// <summary>Copies elements that were checked before out of the body.</summary>
    public static bool TryRead<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, WireItems items, string field, out WireList<TValue> list, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        list = default;
        DecodeError.LeaveAsIs(out error);
        if (items.Count == 0) return true;
        var values = TCodec.ImageSize > 0 ? GC.AllocateUninitializedArray<TValue>(items.Count) : new TValue[items.Count];
        var bounded = body[..items.End];
        if (!TryMoveIn<TCodec, TValue, TView>(bounded[items.Start..], values))
        {
            var position = items.Start;
            for (var index = 0; index < values.Length; index++)
            {
                if (TCodec.TryRead(bounded, in outer, ref position, out values[index], out error)) continue;
                error = error.In(field, index);
                return false;
            }
        }

        list = new(values);
        return true;
    }

    /// <summary>Where a list would end; its elements are checked here.</summary>
    /// <exception cref="EncodeException">There are more elements than <paramref name="limit"/>, one is missing or cannot be represented.</exception>
    public static long Measure<TCodec, TValue, TView>(WireList<TValue> list, in WireOuter outer, long position, long limit, string message, string field)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (list.Count > limit) throw EncodeException.TooMany(message, field, list.Count, limit);
        if (TCodec.WritableSize > 0) return position + ((long)list.Count * TCodec.WritableSize);
        foreach (ref readonly var item in list.Span)
        {
            if (item is null && !TCodec.AllowsNull) throw EncodeException.Missing(message, field);
            position = TCodec.Measure(in item, in outer, position);
        }

        return position;
    }

    /// <summary>Writes a list that was measured before.</summary>
    /// <returns>Where it ends.</returns>
    public static int Encode<TCodec, TValue, TView>(WireList<TValue> list, in WireOuter outer, Span<byte> body, int position)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var values = list.Span;
        if (TryMoveOut<TCodec, TValue, TView>(values, body[position..])) return position + (values.Length * TCodec.ImageSize);
        foreach (ref readonly var item in values) position = TCodec.Encode(in item, in outer, body, position);
        return position;
    }

    /// <summary>Writes the bytes of a list, then the list.</summary>
    /// <returns>Where it ends.</returns>
    public static int EncodePrefixed<TCodec, TValue, TView>(
        WireList<TValue> list, in WireOuter outer, Span<byte> body, int position, int prefixSize, bool bigEndian)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var end = Encode<TCodec, TValue, TView>(list, in outer, body, position + prefixSize);
        LengthPrefix.Write(body[position..], prefixSize, bigEndian, end - position - prefixSize);
        return end;
    }

    /// <summary>Writes the bytes of a list as a varint, then the list.</summary>
    /// <returns>Where it ends.</returns>
    public static int EncodeAnnounced<TCodec, TValue, TView>(WireList<TValue> list, in WireOuter outer, Span<byte> body, int position)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct =>
        VarintPrefix.Insert(body, position, Encode<TCodec, TValue, TView>(list, in outer, body, position + 1));

    /// <summary>Refuses a list of fixed size that has another number of elements, or an element that cannot be written.</summary>
    /// <exception cref="EncodeException">It has, or one cannot.</exception>
    public static void CheckFixed<TCodec, TValue, TView>(WireList<TValue> list, int size, int count, string message, string field)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        EncodeChecks.Count(list.Count, count, message, field);
        EncodeChecks.Size(Measure<TCodec, TValue, TView>(list, default, 0, count, message, field), size, message, field);
    }

    /// <summary>Refuses a list in which an element begins with the mark that ends the list.</summary>
    /// <param name="list">The list; it was measured before.</param>
    /// <param name="outer">What the elements depend on.</param>
    /// <param name="terminator">The mark.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">One does.</exception>
    public static void CheckMark<TCodec, TValue, TView>(
        WireList<TValue> list, in WireOuter outer, ReadOnlySpan<byte> terminator, string message, string field)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        foreach (ref readonly var item in list.Span)
        {
            var bytes = new byte[TCodec.Measure(in item, in outer, 0)];
            TCodec.Encode(in item, in outer, bytes, 0);
            if (bytes.AsSpan().StartsWith(terminator)) throw EncodeException.HasTerminator(message, field);
        }
    }

    // Plain values only: others have to be looked at one by one.
    private static bool TryMoveIn<TCodec, TValue, TView>(ReadOnlySpan<byte> source, TValue[] values)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (TCodec.PlainSize == 0 || !IsImage<TCodec, TValue, TView>(values.Length, source.Length)) return false;
        WireImage.MoveAll<TCodec, TValue, TView>(
            ref MemoryMarshal.GetReference(source), ref Unsafe.As<TValue, byte>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);
        return true;
    }

    private static bool TryMoveOut<TCodec, TValue, TView>(ReadOnlySpan<TValue> values, Span<byte> destination)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (!IsImage<TCodec, TValue, TView>(values.Length, destination.Length)) return false;
        WireImage.MoveAll<TCodec, TValue, TView>(
            ref Unsafe.As<TValue, byte>(ref MemoryMarshal.GetReference(values)), ref MemoryMarshal.GetReference(destination), values.Length);
        return true;
    }

    private static bool IsImage<TCodec, TValue, TView>(int count, int room)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct => TCodec.ImageSize > 0 && WireImage.Is<TValue>(TCodec.ImageSize) && room >= count * TCodec.ImageSize;

    internal static bool TryStep<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, string field, int index, ref int position, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var start = position;
        if (TCodec.TryTake(body, in outer, ref position, out _, out error))
            return position > start || DecodeError.BadSize(field, start, out error);   // an element without bytes would never end
        error = error.In(field, index);
        return false;
    }

    internal static long SizeOf(long count, int elementSize) => count > long.MaxValue / elementSize ? long.MaxValue : count * elementSize;
}
