using ProtoGen.Framing;
using Tests.Greeter;
using Tests.Gt06;
using Tests.Hsms;
using Tests.Jt808Frames;
using Tests.Mavlink;
using Tests.ModbusRtu;
using Tests.ModbusTcp;
using Tests.MqttFrames;
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

    [Fact]
    public void JT808_frames_stand_escaped_between_flags_and_may_have_a_longer_header()
    {
        FrameVectors.Prove<Jt808FramesFraming, Jt808FramesHeader>("jt808");
        ReadOnlySpan<byte> input = Bytes("7e 010020040139123456787d017d0200030001002c41423b 7e" + "00");
        Assert.Equal(FrameStatus.Frame, Jt808FramesProtocol.ReadFrame(ref input, out var frame));
        Assert.Equal((1, (ushort)0x7d7e, (ushort?)3, (ushort?)1, "013912345678"), (input.Length, frame.Header.Serial, frame.Header.Parts, frame.Header.Part, frame.Header.Phone));
        Assert.Equal("002C4142", Convert.ToHexString(frame.Body));
    }

    [Fact]
    public void A_JT808_frame_is_escaped_when_it_is_written_and_needs_all_of_its_header()
    {
        var destination = new byte[64];
        var message = new GeneralReply { Serial = 0x7e, Message = 2, Result = 0 };
        var size = Jt808FramesProtocol.WriteFrame(message, new Jt808FramesHeader { Phone = "013912345678", Serial = 255 }, destination);
        Assert.Equal("7E8001000501391234567800FF007D02000200377E", Convert.ToHexString(destination.AsSpan(0, size)));
        Assert.Throws<EncodeException>(() => Jt808FramesProtocol.WriteFrame(message, new Jt808FramesHeader { Part = 1 }, destination));
    }

    [Theory]
    [InlineData("7e 00020000013912345678007d0200 7e")]   // check
    [InlineData("7e 00020001013912345678007d024d 7e")]   // the length in the properties
    [InlineData("7e 00020000013912345678007d034c 7e")]   // no escape sequence
    [InlineData("7e 0002 7e")]                           // too short for its header
    public void JT808_frames_that_are_none_are_refused(string hex)
    {
        ReadOnlySpan<byte> input = Bytes(hex);
        Assert.Equal(FrameStatus.Malformed, Jt808FramesProtocol.ReadFrame(ref input, out _));
    }

    [Fact]
    public void MQTT_lengths_take_one_to_four_bytes_and_the_type_shares_a_byte_with_flags()
    {
        FrameVectors.Prove<MqttFramesFraming, MqttFramesHeader>("mqtt");
        var destination = new byte[1024];
        var size = MqttFramesProtocol.WriteFrame(new Publish { Topic = new string('a', 300), Payload = default }, destination);
        Assert.Equal("30AE02012C", Convert.ToHexString(destination.AsSpan(0, 5)));
        Assert.Equal(305, size);
    }

    [Theory]
    [InlineData("c0 8000", FrameStatus.Malformed)]         // a length in more bytes than it needs
    [InlineData("c0 ffffffff7f", FrameStatus.Malformed)]   // wider than 32 bits
    [InlineData("c0 ffffff7f", FrameStatus.TooLarge)]
    [InlineData("c0 ff", FrameStatus.NeedMore)]
    public void MQTT_lengths_are_judged_byte_by_byte(string hex, FrameStatus expected) =>
        Assert.Equal(expected, MqttFramesFraming.ReadHead(Bytes(hex), MqttFramesFraming.MaxFrameBytes, out _));

    [Fact]
    public void Modbus_RTU_frames_end_where_their_message_ends()
    {
        FrameVectors.Prove<ModbusRtuFraming, ModbusRtuHeader>("modbus-rtu");
        ReadOnlySpan<byte> input = Bytes("11 03 006b 0003 7687");
        Assert.Equal(FrameStatus.Malformed, ModbusRtuProtocol.ReadFrame(ModbusRtuStream.Server, ref input, out _));
        Assert.Equal(FrameStatus.Frame, ModbusRtuProtocol.ReadFrame(ModbusRtuStream.Client, ref input, out var frame));
        Assert.Equal((17, 0), (frame.Header.Unit, input.Length));

        ReadOnlySpan<byte> unknown = Bytes("11 63 006b 0003 7687");
        Assert.Equal(FrameStatus.Malformed, ModbusRtuProtocol.ReadFrame(ModbusRtuStream.Client, ref unknown, out _));
    }

    [Fact]
    public void HSMS_messages_are_known_by_two_numbers_and_the_kind_of_their_session()
    {
        FrameVectors.Prove<HsmsFraming, HsmsHeader>("hsms");
        ReadOnlySpan<byte> unknown = Bytes("0000000a 0001 83 01 00 00 00000009");
        Assert.Equal(FrameStatus.Frame, HsmsProtocol.ReadFrame(ref unknown, out var frame));
        Assert.Equal(0, frame.Key);
    }

    [Fact]
    public void A_handshake_is_framed_by_its_state_and_leads_to_the_next()
    {
        FrameVectors.Prove<GreeterFraming, GreeterHeader>("greeter");
        const int Reply = 2;
        Assert.Equal((int)GreeterStream.SessionClient, GreeterFraming.NextState((int)GreeterStream.GreetingClient, Reply, isSent: true));
        Assert.Equal((int)GreeterStream.SessionServer, GreeterFraming.NextState((int)GreeterStream.GreetingServer, Reply, isSent: false));
        Assert.Equal((int)GreeterStream.GreetingServer, GreeterFraming.NextState((int)GreeterStream.GreetingServer, Reply, isSent: true));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static string Checked(string hex) =>
        Convert.ToHexString(BitConverter.GetBytes((ushort)new ProtoGen.Codec.Crc(16, 0x1021, 0xFFFF, true, true, 0xFFFF).Compute(Bytes(hex).AsSpan(2))).Reverse().ToArray());
}
