using System.Buffers.Binary;

namespace ProtoGen.Codec;

/// <summary>
/// A cyclic redundancy check of 1 to 64 bits over whole bytes, eight of them a step. Emitted code keeps one in a static field
/// for each algorithm of its protocol; it never changes once made, so threads may share it.
/// </summary>
/// <remarks>
/// The register of a check that takes bytes least significant bit first stands at the low end of 64 bits and moves right, that of the
/// others at the high end and moves left. One table of 2,048 entries (16 KiB) then serves every width.
/// </remarks>
public sealed class Crc
{
    private readonly ulong[] _table = new ulong[8 * 256];
    private readonly int _width;
    private readonly bool _reflectInput;
    private readonly bool _reflectOutput;
    private readonly ulong _xorOutput;

    /// <summary>Makes the tables of an algorithm, given as the catalogues of CRC algorithms give it.</summary>
    /// <param name="width">The bits of the result, 1 to 64.</param>
    /// <param name="polynomial">The polynomial without its highest term, most significant bit first.</param>
    /// <param name="initial">What the register holds before the first byte, not reflected.</param>
    /// <param name="reflectInput">Whether each byte enters least significant bit first.</param>
    /// <param name="reflectOutput">Whether the bits of the register are reversed at the end.</param>
    /// <param name="xorOutput">What is combined with the result by exclusive or.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of range, or a parameter is wider than it.</exception>
    public Crc(int width, ulong polynomial, ulong initial, bool reflectInput, bool reflectOutput, ulong xorOutput)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 64);
        var mask = ulong.MaxValue >> (64 - width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(polynomial, mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(xorOutput, mask);

        (_width, _reflectInput, _reflectOutput, _xorOutput) = (width, reflectInput, reflectOutput, xorOutput);
        Start = Place(initial);
        Fill(Place(polynomial));
    }

    /// <summary>The state before the first byte. States are not results: only <see cref="Finish"/> makes one.</summary>
    public ulong Start { get; }

    /// <summary>The check of bytes that stand together.</summary>
    public ulong Compute(ReadOnlySpan<byte> bytes) => Finish(Append(Start, bytes));

    /// <summary>The state after one byte more.</summary>
    public ulong Append(ulong state, byte value) => _reflectInput
        ? _table[(byte)state ^ value] ^ (state >> 8)
        : _table[(byte)(state >> 56) ^ value] ^ (state << 8);

    /// <summary>The state after more bytes: any number of ranges one after another give what they would as one.</summary>
    public ulong Append(ulong state, ReadOnlySpan<byte> bytes)
    {
        var table = new ReadOnlySpan<ulong>(_table)[..(8 * 256)];
        if (_reflectInput)
        {
            for (; bytes.Length >= 8; bytes = bytes[8..]) state = Step(table, BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state);
        }
        else
        {
            for (; bytes.Length >= 8; bytes = bytes[8..])
                state = Step(table, BinaryPrimitives.ReverseEndianness(BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ state));
        }

        foreach (var value in bytes) state = Append(state, value);
        return state;
    }

    /// <summary>The check of all bytes that led to a state.</summary>
    public ulong Finish(ulong state)
    {
        var register = _reflectInput ? state : state >> (64 - _width);
        return (_reflectInput == _reflectOutput ? register : Reflect(register) >> (64 - _width)) ^ _xorOutput;
    }

    // Byte n of the input, counted from the low end, has 7 - n more bytes behind it.
    private static ulong Step(ReadOnlySpan<ulong> table, ulong input) =>
        table[(7 * 256) + (int)(input & 0xFF)] ^
        table[(6 * 256) + (int)((input >> 8) & 0xFF)] ^
        table[(5 * 256) + (int)((input >> 16) & 0xFF)] ^
        table[(4 * 256) + (int)((input >> 24) & 0xFF)] ^
        table[(3 * 256) + (int)((input >> 32) & 0xFF)] ^
        table[(2 * 256) + (int)((input >> 40) & 0xFF)] ^
        table[256 + (int)((input >> 48) & 0xFF)] ^
        table[(int)(input >> 56)];

    private void Fill(ulong polynomial)
    {
        for (var value = 0; value < 256; value++)
        {
            var state = _reflectInput ? (ulong)value : (ulong)value << 56;
            for (var bit = 0; bit < 8; bit++)
            {
                state = _reflectInput
                    ? (state >> 1) ^ ((state & 1) != 0 ? polynomial : 0)
                    : (state << 1) ^ (state >> 63 != 0 ? polynomial : 0);
            }

            _table[value] = state;
        }

        for (var index = 256; index < _table.Length; index++) _table[index] = Append(_table[index - 256], 0);
    }

    private ulong Place(ulong value) => _reflectInput ? Reflect(value << (64 - _width)) : value << (64 - _width);

    private static ulong Reflect(ulong value)
    {
        value = ((value >> 1) & 0x5555_5555_5555_5555) | ((value & 0x5555_5555_5555_5555) << 1);
        value = ((value >> 2) & 0x3333_3333_3333_3333) | ((value & 0x3333_3333_3333_3333) << 2);
        value = ((value >> 4) & 0x0F0F_0F0F_0F0F_0F0F) | ((value & 0x0F0F_0F0F_0F0F_0F0F) << 4);
        return BinaryPrimitives.ReverseEndianness(value);
    }
}
