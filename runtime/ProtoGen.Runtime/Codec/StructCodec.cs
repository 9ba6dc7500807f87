using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>A struct, or what is read like one, as a field of another structure. Errors inside it are seen from that field.</summary>
public static class StructCodec
{
    /// <summary>Whether any bytes of the right number are a value.</summary>
    public static bool IsPlain<TCodec, TValue, TView>()
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct => TCodec.PlainSize > 0;

    /// <summary>Checks a value and steps over it.</summary>
    /// <typeparam name="TCodec">Who reads it.</typeparam>
    /// <typeparam name="TValue">The value in a record.</typeparam>
    /// <typeparam name="TView">The value in a view.</typeparam>
    /// <param name="body">The body, at most up to where the value must have ended.</param>
    /// <param name="outer">What the value depends on.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the value begins; afterwards the byte behind it.</param>
    /// <param name="range">Where it stands.</param>
    /// <param name="error">What is wrong, and where.</param>
    public static bool TryTake<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, string field, ref int position, out WireRange range, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var start = position;
        var taken = TCodec.TryTake(body, in outer, ref position, out _, out error);
        if (!taken) error = error.In(field);
        range = new(start, position - start);
        return taken;
    }

    /// <summary>Checks a value at a place that holds as many bytes as every value takes.</summary>
    /// <inheritdoc cref="TryTake{TCodec, TValue, TView}"/>
    /// <param name="body">The body.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="error">What is wrong, and where.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCheck<TCodec, TValue, TView>(ReadOnlySpan<byte> body, int start, string field, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (TCodec.PlainSize > 0)
        {
            error = default;
            return true;
        }

        var position = start;
        return TryTake<TCodec, TValue, TView>(body, default, field, ref position, out _, out error);
    }

    /// <summary>A value that was checked before, in place.</summary>
    public static TView View<TCodec, TValue, TView>(ReadOnlySpan<byte> body, scoped in WireOuter outer, WireRange range)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct => View<TCodec, TValue, TView>(body[..range.End], in outer, range.Start);

    /// <summary>A value that was checked before, in place.</summary>
    public static TView View<TCodec, TValue, TView>(ReadOnlySpan<byte> body, scoped in WireOuter outer, int start)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        TCodec.TryTake(body, in outer, ref start, out var view, out _);
        return view;
    }

    /// <summary>Copies a value out of the body.</summary>
    public static bool TryRead<TCodec, TValue, TView>(
        ReadOnlySpan<byte> body, in WireOuter outer, string field, int start, out TValue value, out DecodeError error)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var read = TCodec.TryRead(body, in outer, ref start, out value, out error);
        if (!read) error = error.In(field);
        return read;
    }

    /// <summary>Where a value would end; it is checked here.</summary>
    /// <exception cref="EncodeException">It is missing, or cannot be represented on the wire.</exception>
    public static long Measure<TCodec, TValue, TView>(TValue? value, in WireOuter outer, long position, string message, string field)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        if (value is null) throw EncodeException.Missing(message, field);
        return TCodec.Measure(in value, in outer, position);
    }

    /// <summary>Writes a value that was measured before.</summary>
    /// <returns>Where it ends.</returns>
    public static int Encode<TCodec, TValue, TView>(in TValue value, in WireOuter outer, Span<byte> body, int position)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct => TCodec.Encode(in value, in outer, body, position);
}
