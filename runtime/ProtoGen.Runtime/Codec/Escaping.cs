using System.Buffers;

namespace ProtoGen.Codec;

/// <summary>
/// Byte stuffing: certain bytes never occur inside an escaped frame, so that they can mark its ends. Each is written as the escape byte
/// and a byte that stands for it. Emitted code keeps one in a static field; it never changes, so threads may share it.
/// </summary>
public sealed class Escaping
{
    private readonly SearchValues<byte> _special;
    private readonly byte _escape;
    private readonly byte[] _codes = new byte[256];
    private readonly short[] _originals = new short[256];

    /// <summary>Makes the tables of an escape rule.</summary>
    /// <param name="flag">The byte that marks a frame's ends.</param>
    /// <param name="escape">The byte that begins an escape sequence.</param>
    /// <param name="originals">Every byte that is escaped, the flag and the escape byte among them.</param>
    /// <param name="codes">What follows the escape byte for each of them.</param>
    /// <exception cref="ArgumentException">The flag or the escape byte is not escaped, the flag is a code, or one code has two meanings.</exception>
    public Escaping(byte flag, byte escape, ReadOnlySpan<byte> originals, ReadOnlySpan<byte> codes)
    {
        if (originals.Length != codes.Length) throw new ArgumentException("There is not one code for each byte.", nameof(codes));
        if (!originals.Contains(flag)) throw new ArgumentException("The flag itself is not escaped.", nameof(originals));
        if (!originals.Contains(escape)) throw new ArgumentException("The escape byte itself is not escaped.", nameof(originals));
        if (codes.Contains(flag)) throw new ArgumentException("The flag would occur inside a frame.", nameof(codes));
        _escape = escape;
        _special = SearchValues.Create(originals);
        _originals.AsSpan().Fill(-1);
        for (var index = 0; index < codes.Length; index++)
        {
            if (_originals[codes[index]] >= 0) throw new ArgumentException("One code stands for two bytes.", nameof(codes));
            _originals[codes[index]] = originals[index];
            _codes[originals[index]] = codes[index];
        }
    }

    /// <summary>The bytes that escaping makes of a frame.</summary>
    public int GetSize(ReadOnlySpan<byte> plain)
    {
        var size = plain.Length;
        for (int next; (next = plain.IndexOfAny(_special)) >= 0; plain = plain[(next + 1)..]) size++;
        return size;
    }

    /// <summary>Escapes a frame.</summary>
    /// <param name="plain">The frame.</param>
    /// <param name="destination">At least what <see cref="GetSize"/> says, elsewhere in memory.</param>
    /// <returns>The bytes written.</returns>
    public int Escape(ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        var size = 0;
        while (true)
        {
            var next = plain.IndexOfAny(_special);
            var run = next < 0 ? plain : plain[..next];
            run.CopyTo(destination[size..]);
            size += run.Length;
            if (next < 0) return size;
            destination[size++] = _escape;
            destination[size++] = _codes[plain[next]];
            plain = plain[(next + 1)..];
        }
    }

    /// <summary>Escapes a frame where it stands, from its end.</summary>
    /// <param name="buffer">Begins with the frame; as long as <see cref="GetSize"/> says.</param>
    /// <param name="length">The bytes of the plain frame.</param>
    public void EscapeInPlace(Span<byte> buffer, int length)
    {
        var plain = buffer[..length];
        var end = buffer.Length;
        while (end > plain.Length)
        {
            var last = plain.LastIndexOfAny(_special);
            var run = plain[(last + 1)..];
            run.CopyTo(buffer[(end - run.Length)..]);
            end -= run.Length + 2;
            var code = _codes[plain[last]];
            (buffer[end], buffer[end + 1]) = (_escape, code);
            plain = plain[..last];
        }
    }

    /// <summary>Takes the escaping away.</summary>
    /// <param name="wire">What stood between the flags.</param>
    /// <param name="destination">At least as long; may be the same memory.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="size">The bytes written, or 0.</param>
    /// <param name="error">That a byte stands alone which should be escaped, or that the escape byte is followed by no code.</param>
    public bool TryUnescape(ReadOnlySpan<byte> wire, Span<byte> destination, string field, out int size, out DecodeError error)
    {
        var read = 0;
        size = 0;
        while (true)
        {
            var next = wire[read..].IndexOfAny(_special);
            var run = next < 0 ? wire[read..] : wire.Slice(read, next);
            run.CopyTo(destination[size..]);
            size += run.Length;
            read += run.Length;
            if (next < 0) break;
            if (wire[read] != _escape || read + 1 == wire.Length || _originals[wire[read + 1]] < 0)
            {
                size = 0;
                return DecodeError.NotEscaped(field, read, wire[read], out error);
            }

            destination[size++] = (byte)_originals[wire[read + 1]];
            read += 2;
        }

        DecodeError.LeaveAsIs(out error);
        return true;
    }
}
