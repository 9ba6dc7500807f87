using Tests.EveryList;

namespace ProtoGen.Conformance;

/// <summary>Lists, structs and every way to say a size: both implementations agree on good bodies and on all that are close to them.</summary>
public class EveryListTests
{
    private static readonly WalkAgreement Agreement = new("every-list.protogen.yaml");

    [Theory]
    [InlineData("Numbers", "02 0001 0002  01000000 02000000 03000000 04000000  01 3F800000  02 000001 FFFFFF  03 000101  02 01 FF01  04 0001 0002  02 00 05  FF03  0A FF03  010203")]
    [InlineData("Numbers", "00  01000000 02000000 03000000 04000000  00  00  00  00  00 00 0000  00")]
    [InlineData("Structs", "0001 0200  07 02 6162 02 00010002  01 00  01 0001 0002  0004 07 01 61 00  0001 0100  02 01 61 00  02 01 0001 00  0001 0002 FFFF  01 05 01 06 00  07 01 61 00")]
    [InlineData("Sizes", "02 0003 01  0001 0002  0001 0002 0003 0004  616263  01020304  7A7A00  02 1234  5678  03 616263  00 01 61 00  78780D0A")]
    public void Both_agree_on_a_body_and_on_those_close_to_it(string message, string hex) =>
        Mutations.Judge(Agreement, typeof(Numbers).Assembly.GetType($"Tests.EveryList.{message}")!, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
