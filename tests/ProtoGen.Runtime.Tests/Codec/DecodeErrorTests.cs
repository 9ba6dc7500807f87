namespace ProtoGen.Runtime.Tests.Codec;

public sealed class DecodeErrorTests
{
    [Fact]
    public void A_wrong_checksum_is_told_in_hex()
    {
        Assert.Equal("Login.Crc at byte 9: needs 0x4b37, found 0xffff", Errors.Of((out error) => DecodeError.WrongChecksum("Login.Crc", 9, 0x4B37, 0xFFFF, out error)).ToString());
        Assert.Equal(
            "Login.Crc at byte 9: needs 0xfedcba9876543210, found 0x0",
            Errors.Of((out error) => DecodeError.WrongChecksum("Login.Crc", 9, 0xFEDCBA9876543210, 0, out error)).ToString());
    }
}
