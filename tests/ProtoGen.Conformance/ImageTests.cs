using System.Buffers.Binary;
using Tests.Images;

namespace ProtoGen.Conformance;

/// <summary>Lists of small records are moved many at a time: at every count the walk, which moves byte by byte, says the same.</summary>
public class ImageTests
{
    private static readonly WalkAgreement Agreement = new("images.protogen.yaml");

    [Fact]
    public void Of_one_byte() => AtEveryCount<Ones>(1);

    [Fact]
    public void Of_two_bytes() => AtEveryCount<Twos>(2);

    [Fact]
    public void Of_three_bytes() => AtEveryCount<Threes>(3);

    [Fact]
    public void Of_five_bytes() => AtEveryCount<Fives>(5);

    [Fact]
    public void Of_seven_bytes() => AtEveryCount<Sevens>(7);

    [Fact]
    public void Of_nine_bytes() => AtEveryCount<Nines>(9);

    [Fact]
    public void Of_fifteen_bytes() => AtEveryCount<Fifteens>(15);

    [Fact]
    public void Of_sixteen_bytes() => AtEveryCount<Sixteens>(16);

    private static void AtEveryCount<T>(int size) where T : struct, IMessage<T>
    {
        var random = new Random(size);
        for (var count = 0; count < 90; count++)
        {
            var body = new byte[2 + (count * size)];
            random.NextBytes(body);
            BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)count);
            Assert.True(T.TryDecode(body, out _, out var error), error.ToString());
            Agreement.AssertSameJudgement<T>(body);
        }
    }
}
