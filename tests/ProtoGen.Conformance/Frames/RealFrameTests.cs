using ProtoGen.Framing;
using Tests.Gt06;
using Tests.Mavlink;
using Tests.ModbusTcp;
using Tests.SoupBinTcp;
using Tests.Tpkt;

namespace ProtoGen.Conformance.Frames;

/// <summary>The frames of real protocols.</summary>
public class RealFrameTests
{
    [Fact]
    public void Modbus_over_TCP_has_a_transaction_number_and_repeats_the_unit()
    {
        FrameVectors.Prove<ModbusTcpFraming, ModbusTcpHeader>("modbus-tcp");
        var request = new ModbusTcpHeader { Transaction = 7, Unit = 17 };
        Assert.Equal(request, ModbusTcpFraming.Answer(in request));
        Assert.True(ModbusTcpFraming.HasSequence);
        Assert.Equal(7, ModbusTcpFraming.GetSequence(in request));
        Assert.Equal(1, ModbusTcpFraming.WithSequence(in request, 0x10001).Transaction);
    }

    [Fact]
    public void A_fault_has_the_id_of_its_request_with_the_high_bit() =>
        Assert.Equal((0x83, 0x86), (ReadHoldingRegistersFault.Wire.Id, WriteSingleRegisterFault.Wire.Id));

    [Theory]
    [InlineData("0001 0001 0006 11 03 006b 0003", FrameStatus.Malformed)]   // protocol
    [InlineData("0001 0000 0001 11", FrameStatus.Malformed)]               // a length below the header's own bytes
    [InlineData("0001 0000 ffff", FrameStatus.TooLarge)]
    public void Modbus_frames_are_refused_as_soon_as_they_can_be(string hex, FrameStatus expected) =>
        Assert.Equal(expected, ModbusTcpFraming.ReadHead(Bytes(hex), ModbusTcpFraming.MaxFrameBytes, out _));

    [Fact]
    public void GT06_frames_come_in_two_widths()
    {
        FrameVectors.Prove<Gt06Framing, Gt06Header>("gt06");
        ReadOnlySpan<byte> input = Bytes("7979 0008 94 05 6869 0007 f105 0d0a".Replace("f105", Checked("7979 0008 94 05 6869 0007"), StringComparison.Ordinal));
        Assert.Equal(FrameStatus.Frame, Gt06Protocol.ReadFrame(ref input, out var frame));
        Assert.Equal((Gt06Variant.Wide, (ushort)7, (byte)0x94), (frame.Header.Variant, frame.Header.Serial, frame.Id));
    }

    [Fact]
    public void A_body_too_long_for_the_narrow_width_is_refused_and_fits_the_wide_one()
    {
        var info = new Info { Kind = 1, Text = new string('a', 300) };
        var destination = new byte[1024];
        Assert.Throws<EncodeException>(() => Gt06Protocol.WriteFrame(info, destination));
        Assert.All(destination, part => Assert.Equal(0, part));
        Assert.Equal(312, Gt06Protocol.WriteFrame(info, new Gt06Header { Variant = Gt06Variant.Wide }, destination));
    }

    [Theory]
    [InlineData("7878 05 01 0001 d9dd 0d0a")]   // crc
    [InlineData("7878 05 01 0001 d9dc 0d0b")]   // stop
    [InlineData("7978 05 01 0001 d9dc 0d0a")]   // no variant begins so
    public void GT06_frames_that_are_none_are_refused(string hex) =>
        Assert.Equal(FrameStatus.Malformed, Gt06Framing.ReadHead(Bytes(hex), Gt06Framing.MaxFrameBytes, out _));

    [Fact]
    public void SoupBinTCP_packets_have_a_character_as_their_id()
    {
        FrameVectors.Prove<SoupBinTcpFraming, NoHeader>("soup-bin-tcp");
        Assert.Equal((byte)'H', ServerHeartbeat.Wire.Id);
    }

    [Fact]
    public void MAVLink_checks_count_a_byte_that_is_not_sent()
    {
        FrameVectors.Prove<MavlinkFraming, MavlinkHeader>("mavlink");
        var frame = Bytes("fd 09 00 00 4e 01 01 000000 04000000 02 03 51 04 03 0000");
        Assert.Equal(FrameStatus.Malformed, MavlinkFraming.ReadHead(frame, MavlinkFraming.MaxFrameBytes, out _));

        // Of an unknown message nobody knows the byte: its frame is consumed, not judged.
        frame[7] = 99;
        Assert.Equal(FrameStatus.Frame, MavlinkFraming.ReadHead(frame, MavlinkFraming.MaxFrameBytes, out var head));
        Assert.Equal(99, head.Key);
    }

    [Fact]
    public void TPKT_counts_itself_and_keeps_its_reserved_byte() => FrameVectors.Prove<TpktFraming, TpktHeader>("tpkt");

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static string Checked(string hex) =>
        Convert.ToHexString(BitConverter.GetBytes((ushort)new ProtoGen.Codec.Crc(16, 0x1021, 0xFFFF, true, true, 0xFFFF).Compute(Bytes(hex).AsSpan(2))).Reverse().ToArray());
}
