using System.Runtime.Intrinsics;

namespace ProtoGen.Codec;

/// <summary>How a value is read and written that has neither a name nor an end of its own: a struct, the element of a list, a case of a switch.</summary>
/// <typeparam name="TValue">The value in a record.</typeparam>
/// <typeparam name="TView">The value in a view.</typeparam>
public interface IWireCodec<TValue, TView> where TView : allows ref struct
{
    /// <summary>The fewest bytes of a value: a count that promises more than the body can hold is refused by it.</summary>
    static abstract int MinSize { get; }

    /// <summary>The bytes of every value, where any bytes are legal and copied without failing; 0 elsewhere.</summary>
    static abstract int PlainSize { get; }

    /// <summary>The bytes of every value, where every value can be written; 0 elsewhere.</summary>
    static virtual int WritableSize => 0;

    /// <summary>The bytes of a value, where there are at most 16 and its memory is an image of them, see <see cref="WireImage"/>; 0 elsewhere.</summary>
    static virtual int ImageSize => 0;

    /// <summary>Which byte of the image stands where.</summary>
    static virtual Vector128<byte> ImageOrder => default;

    /// <summary>A value in place that <see cref="PlainSize"/> says needs no look at it.</summary>
    /// <param name="body">The body; the value is in it.</param>
    /// <param name="position">Where it begins.</param>
    static virtual TView At(ReadOnlySpan<byte> body, int position) => throw new NotSupportedException();

    /// <summary>Whether null is a value that is on the wire.</summary>
    static virtual bool AllowsNull => false;

    /// <summary>Finds a value and checks everything but its text.</summary>
    /// <param name="body">The body, at most up to where the value must have ended.</param>
    /// <param name="outer">What the value depends on.</param>
    /// <param name="position">Where the value begins; afterwards the byte behind it.</param>
    /// <param name="view">The value in place.</param>
    /// <param name="error">What is wrong.</param>
    static abstract bool TryTake(ReadOnlySpan<byte> body, scoped in WireOuter outer, scoped ref int position, out TView view, out DecodeError error);

    /// <summary>Copies a value out of the body.</summary>
    /// <inheritdoc cref="TryTake"/>
    /// <param name="body">The body, at most up to where the value must have ended.</param>
    /// <param name="outer">What the value depends on.</param>
    /// <param name="position">Where the value begins; afterwards the byte behind it.</param>
    /// <param name="value">The value.</param>
    /// <param name="error">What is wrong.</param>
    static abstract bool TryRead(ReadOnlySpan<byte> body, in WireOuter outer, ref int position, out TValue value, out DecodeError error);

    /// <summary>Where a value would end. Every value is checked here, before a byte is written.</summary>
    /// <param name="value">The value.</param>
    /// <param name="outer">What it depends on.</param>
    /// <param name="position">Where it would begin in the body.</param>
    /// <exception cref="EncodeException">It cannot be represented on the wire.</exception>
    static abstract long Measure(in TValue value, in WireOuter outer, long position);

    /// <summary>Writes a value that <see cref="Measure"/> accepted.</summary>
    /// <param name="value">The value.</param>
    /// <param name="outer">What it depends on.</param>
    /// <param name="body">The body.</param>
    /// <param name="position">Where it begins.</param>
    /// <returns>Where it ends.</returns>
    static abstract int Encode(in TValue value, in WireOuter outer, Span<byte> body, int position);
}

/// <summary>How a field of a user's own type is read and written, by code of the user's own.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IFieldCodec<T>
{
    /// <summary>Reads a value. Must neither throw nor read outside the body.</summary>
    /// <param name="body">The body from its first byte, so that a value may point back into it; it ends where the field must have ended.</param>
    /// <param name="position">Where the value begins; afterwards the byte behind it.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the bytes are a value.</returns>
    static abstract bool TryDecode(ReadOnlySpan<byte> body, ref int position, out T value);

    /// <summary>The bytes of a value.</summary>
    static abstract int GetSize(T value);

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="body">The body; what stands before the value is written already.</param>
    /// <param name="position">Where the value begins.</param>
    static abstract void Encode(T value, Span<byte> body, int position);
}
