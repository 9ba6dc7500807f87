using System.Buffers.Binary;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class NumberListsTests
{
    private enum Mode : ushort
    {
        Idle = 1,
        Busy = 0x0200,
    }

    [Fact]
    public void Both_byte_orders_are_read_and_written()
    {
        Compare<ushort>("01020304", true, [0x0102, 0x0304]);
        Compare<ushort>("01020304", false, [0x0201, 0x0403]);
        Compare<short>("FFFE", true, [-2]);
        Compare("0102030405060708", true, [0x01020304u, 0x05060708u]);
        Compare("0102030405060708", false, [0x04030201, 0x08070605]);
        Compare("0102030405060708", true, [0x0102030405060708UL]);
        Compare("0102030405060708", false, [0x0807060504030201L]);
        Compare<byte>("010203", true, [1, 2, 3]);
        Compare<sbyte>("01FF", true, [1, -1]);
        Compare("3FC00000", true, [1.5f]);
        Compare("3FF8000000000000", true, [1.5]);
        Compare("003E", false, [(Half)1.5]);
        Compare("00010200", true, [Mode.Idle, Mode.Busy]);
        Compare<uint>("", true, []);
    }

    [Fact]
    public void Every_length_and_alignment_agrees_with_one_by_one()
    {
        var random = new Random(2);
        var bytes = new byte[(8 * 70) + 3];
        random.NextBytes(bytes);
        for (var count = 0; count < 70; count++)
        {
            var source = bytes.AsSpan(count % 4, 8 * count);
            var two = NumberLists.Read<ushort>(source, bigEndian: true);
            var four = NumberLists.Read<int>(source, bigEndian: true);
            var eight = NumberLists.Read<ulong>(source, bigEndian: true);
            Assert.Equal((4 * count, 2 * count, count), (two.Count, four.Count, eight.Count));
            for (var index = 0; index < two.Count; index++) Assert.Equal(BinaryPrimitives.ReadUInt16BigEndian(source[(2 * index)..]), two[index]);
            for (var index = 0; index < four.Count; index++) Assert.Equal(BinaryPrimitives.ReadInt32BigEndian(source[(4 * index)..]), four[index]);
            for (var index = 0; index < eight.Count; index++) Assert.Equal(BinaryPrimitives.ReadUInt64BigEndian(source[(8 * index)..]), eight[index]);

            var written = new byte[source.Length + 1];
            Assert.Equal(source.Length, NumberLists.Write(two, written.AsSpan(1), bigEndian: true));
            Assert.True(source.SequenceEqual(written.AsSpan(1)));
        }
    }

    [Fact]
    public void Floats_keep_the_bits_of_what_is_not_a_number()
    {
        var bytes = Convert.FromHexString("7FA00001FFC0000080000000");
        var list = NumberLists.Read<float>(bytes, bigEndian: true);
        var written = new byte[12];
        NumberLists.Write(list, written, bigEndian: true);
        Assert.Equal(bytes, written);
    }

    [Fact]
    public void Odd_widths_extend_their_sign()
    {
        ComparePacked("FFFFFE000001", 3, true, [-2, 1]);
        ComparePacked("FEFFFF010000", 3, false, [-2, 1]);
        ComparePacked("FFFFFE000001", 3, true, [0xFFFFFEu, 1u]);
        ComparePacked("FFFFFFFFFFFE", 6, true, [-2L]);
        ComparePacked("FFFFFFFFFFFFFE", 7, true, [0xFFFFFFFFFFFFFEUL]);
        ComparePacked<int>("", 3, true, []);
    }

    [Fact]
    public void A_number_too_wide_for_its_elements_is_refused()
    {
        NumberLists.CheckPacked([0x7FFFFF, -0x800000], -0x800000, 0x7FFFFF, "Report", "Values");
        var thrown = Assert.Throws<EncodeException>(() => NumberLists.CheckPacked([1, 0x800000], -0x800000, 0x7FFFFF, "Report", "Values"));
        Assert.Equal("Report.Values: is 8388608, but the field holds -8388608 to 8388607", thrown.Message);
        Assert.Throws<EncodeException>(() => NumberLists.CheckPacked([0x1000000u], 0u, 0xFFFFFFu, "Report", "Values"));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        WireList<int> list = [1, 2, 3];
        var bytes = new byte[12];
        Allocations.AreNone(() => NumberLists.Write(list, bytes, bigEndian: true));
    }

    private static void Compare<T>(string hex, bool bigEndian, WireList<T> expected) where T : unmanaged
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, NumberLists.Read<T>(bytes, bigEndian));
        var written = new byte[bytes.Length];
        Assert.Equal(bytes.Length, NumberLists.Write(expected, written, bigEndian));
        Assert.Equal(bytes, written);
    }

    private static void ComparePacked<T>(string hex, int size, bool bigEndian, WireList<T> expected)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, NumberLists.ReadPacked<T>(bytes, size, bigEndian));
        var written = new byte[bytes.Length];
        Assert.Equal(bytes.Length, NumberLists.WritePacked(expected, written, size, bigEndian));
        Assert.Equal(bytes, written);
    }
}
