using System.Text;
using ProtoGen.Codec;
using ProtoGen.Schema.Model;

namespace ProtoGen.Runtime.Tests.Codec.Checksums;

public sealed class CrcTests
{
    public static TheoryData<string> Names => [.. CrcCatalogue.Algorithms.Select(algorithm => algorithm.Name)];

    private static Crc Of(CrcAlgorithm algorithm) => new(
        algorithm.Width, algorithm.Polynomial, algorithm.Initial, algorithm.ReflectInput, algorithm.ReflectOutput, algorithm.XorOutput);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_algorithm_gives_its_check_value(string name)
    {
        var algorithm = CrcCatalogue.Find(name)!;
        Assert.Equal(algorithm.Check, Of(algorithm).Compute("123456789"u8));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_length_agrees_with_a_loop_over_bits_however_it_is_cut(string name)
    {
        var algorithm = CrcCatalogue.Find(name)!;
        var crc = Of(algorithm);
        var random = new Random(algorithm.Name.Length);
        var bytes = new byte[301];
        random.NextBytes(bytes);
        for (var length = 0; length <= 300; length++)
        {
            var source = bytes.AsSpan(length % 2, length);
            var expected = BitByBit(algorithm, source);
            Assert.Equal(expected, crc.Compute(source));

            var cut = random.Next(length + 1);
            Assert.Equal(expected, crc.Finish(crc.Append(crc.Append(crc.Start, source[..cut]), source[cut..])));
        }
    }

    [Fact]
    public void A_single_byte_counts_like_a_range_of_one()
    {
        var crc = Of(CrcCatalogue.Find("crc16/mcrf4xx")!);
        var state = crc.Start;
        foreach (var value in "123456789"u8) state = crc.Append(state, value);
        Assert.Equal(0x6F91UL, crc.Finish(state));
    }

    [Theory]
    [InlineData(3, 0x3, 0x0, false, false, 0x7, 0x4)]   // CRC-3/GSM
    [InlineData(4, 0x3, 0x0, true, true, 0x0, 0x7)]     // CRC-4/G-704
    [InlineData(5, 0x05, 0x1F, true, true, 0x1F, 0x19)] // CRC-5/USB
    [InlineData(7, 0x09, 0x00, false, false, 0x00, 0x75)] // CRC-7/MMC
    public void Widths_below_a_byte_work_too(int width, ulong polynomial, ulong initial, bool input, bool output, ulong xor, ulong check) =>
        Assert.Equal(check, new Crc(width, polynomial, initial, input, output, xor).Compute("123456789"u8));

    [Theory]
    [InlineData(0, 0UL, 0UL, 0UL)]
    [InlineData(65, 0UL, 0UL, 0UL)]
    [InlineData(16, 0x11021UL, 0UL, 0UL)]
    [InlineData(16, 0x1021UL, 0x10000UL, 0UL)]
    [InlineData(16, 0x1021UL, 0UL, 0x10000UL)]
    public void Parameters_wider_than_the_check_are_refused(int width, ulong polynomial, ulong initial, ulong xor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Crc(width, polynomial, initial, true, true, xor));

    [Fact]
    public void Computing_allocates_nothing()
    {
        var crc = Of(CrcCatalogue.Find("crc32")!);
        var bytes = Encoding.ASCII.GetBytes(new string('x', 100));
        Allocations.AreNone(() => crc.Compute(bytes));
    }

    private static ulong BitByBit(CrcAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        var register = algorithm.Initial;
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var entering = (value >> (algorithm.ReflectInput ? bit : 7 - bit)) & 1;
                var leaving = (int)(register >> (algorithm.Width - 1)) & 1;
                register = (register << 1) & (ulong.MaxValue >> (64 - algorithm.Width));
                if (entering != leaving) register ^= algorithm.Polynomial;
            }
        }

        var result = register;
        if (algorithm.ReflectOutput)
        {
            result = 0;
            for (var bit = 0; bit < algorithm.Width; bit++) result |= ((register >> bit) & 1) << (algorithm.Width - 1 - bit);
        }

        return result ^ algorithm.XorOutput;
    }
}
