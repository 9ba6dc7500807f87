using ProtoGen.Framing;
using ProtoGen.Schema;
using Tests.UnknownAbsent;
using Tests.UnknownBlind;
using Tests.UnknownHeader;
using Tests.UnknownPlain;
using Tests.UnknownStates;
using Tests.UnknownTuple;
using Tests.UnknownWide;

namespace ProtoGen.Conformance.Proof;

/// <summary>Messages of ids that nobody knows: what is read can be written again, and what is not theirs is refused.</summary>
public class UnknownIdTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("tuple")]
    [InlineData("header")]
    [InlineData("states")]
    [InlineData("absent")]
    public void The_vectors_of_a_schema_hold_for_what_is_emitted(string name)
    {
        var result = SchemaCompiler.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"Schemas/unknown/{name}.protogen.yaml")));
        Assert.Empty(result.Diagnostics.Select(found => found.Message));
        var proof = ProtocolProof.Of(result.Protocol!);
        Assert.NotEmpty(result.Protocol!.Vectors);
        foreach (var vector in result.Protocol.Vectors.Where(vector => !vector.IsRefused)) proof.Prove(vector);
    }

    [Fact]
    public void Every_unknown_id_comes_back_as_the_same_bytes()
    {
        for (var id = sbyte.MinValue; ; id++)
        {
            byte[] wire = [0, 3, unchecked((byte)id), 1, 2];
            var frame = Read<UnknownPlainFraming, NoHeader>(wire);
            if (id is not (1 or -1))
            {
                Assert.True(Command.TryDecode(Body(wire, frame), default(WireOuter).WithKey(frame.Key), out var command, out var error), error.ToString());
                Assert.Equal((id, 2), (command.Id, command.Data.Count));
                Assert.Equal(wire, Write<UnknownPlainFraming, NoHeader, Command>(command, default));
            }

            if (id is not (2 or 3 or 0x41))
            {
                Assert.True(CommandReply.TryDecode(Body(wire, frame), default(WireOuter).WithKey(frame.Key), out var reply, out var error), error.ToString());
                Assert.Equal(wire, Write<UnknownPlainFraming, NoHeader, CommandReply>(reply, default));
            }

            if (id == sbyte.MaxValue) break;
        }
    }

    [Fact]
    public void A_relay_that_reads_frames_without_a_connection_writes_the_same_bytes()
    {
        foreach (var wire in (byte[][])[[0, 3, 0x55, 1, 2], [0, 1, 0x80], [0, 2, 3, 9]])
        {
            ReadOnlySpan<byte> input = wire;
            Assert.Equal(FrameStatus.Frame, UnknownPlainProtocol.ReadFrame(ref input, out var frame));
            Assert.True(Command.TryDecode(in frame, out var command, out _));
            var again = new byte[16];
            Assert.Equal(wire, again[..UnknownPlainProtocol.WriteFrame(in command, again)]);
        }
    }

    [Fact]
    public void The_relay_keeps_bits_and_numbers_of_the_header()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 2000; turn++)
        {
            byte[] wire = [0, 0, 0, 9, (byte)random.Next(), (byte)random.Next(), (byte)random.Next(), 1, 2, 3, 4, 5, 6];
            ReadOnlySpan<byte> input = wire;
            Assert.Equal(FrameStatus.Frame, UnknownTupleProtocol.ReadFrame(ref input, out var frame));
            Assert.True(Tests.UnknownTuple.Other.TryDecode(in frame, out var other, out _));
            Assert.Equal(wire[4] & 0x7F, other.StreamNumber);
            Assert.Equal((short)((wire[5] << 8) | wire[6]), other.MessageFunction);
            var again = new byte[32];
            Assert.Equal(wire, again[..UnknownTupleProtocol.WriteFrame(in other, frame.Header, again)]);
        }
    }

    [Fact]
    public void A_known_id_is_refused_and_named()
    {
        var refused = Assert.Throws<EncodeException>(() => UnknownPlainProtocol.WriteFrame(new Command { Id = 1, Data = default }, new byte[16]));
        Assert.Equal("Command.Id: is the id of another message, which would be read in its place; send that message instead", refused.Message);
        Assert.Throws<EncodeException>(() => UnknownPlainProtocol.WriteFrame(new Command { Id = -1, Data = default }, new byte[16]));
        Assert.Throws<EncodeException>(() => UnknownPlainProtocol.WriteFrame(new CommandReply { Id = 0x41, Data = default }, new byte[16]));
        Assert.Equal(3, UnknownPlainProtocol.WriteFrame(new Command { Id = 3, Data = default }, new byte[16]));   // the server's, so unknown from a client
    }

    [Fact]
    public void A_known_id_is_refused_only_where_the_whole_message_would_be_known()
    {
        var wire = new byte[16];
        Assert.Throws<EncodeException>(() => UnknownHeaderProtocol.WriteFrame(new OtherJob { MessageId = Kind.Read, Id = 1 }, wire));
        Assert.Equal(5, UnknownHeaderProtocol.WriteFrame(new Tests.UnknownHeader.Other { Id = Kind.Read, Data = default }, wire));
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_part_of_an_id_that_its_bits_do_not_hold_is_refused(byte number)
    {
        var refused = Assert.Throws<EncodeException>(() =>
            UnknownTupleProtocol.WriteFrame(new Tests.UnknownTuple.Other { StreamNumber = number, MessageFunction = 1, Function = 0, Data = default }, new byte[32]));
        Assert.Equal("StreamNumber", refused.FieldName);
    }

    [Fact]
    public void An_id_wider_than_its_field_is_refused()
    {
        Assert.Throws<EncodeException>(() => UnknownStatesProtocol.WriteFrame(new Tests.UnknownStates.Other { Id = 0x1000000, Data = default }, new byte[16]));
        Assert.Throws<EncodeException>(() => UnknownStatesProtocol.WriteFrame(new Greeting { Id = '\u0100', Text = "" }, new byte[16]));
    }

    [Fact]
    public void A_part_of_an_id_that_its_frame_has_no_place_for_is_refused()
    {
        var wire = new byte[16];
        Assert.Equal(4, UnknownAbsentProtocol.WriteFrame(new Tests.UnknownAbsent.Other { Type = 'S', Kind = 'B', Data = default }, wire));
        Assert.Equal(3, UnknownAbsentProtocol.WriteFrame(new Tests.UnknownAbsent.Other { Type = 'Z', Kind = '\0', Data = default }, wire));
        Assert.Throws<EncodeException>(() => UnknownAbsentProtocol.WriteFrame(new Tests.UnknownAbsent.Other { Type = 'Z', Kind = 'B', Data = default }, wire));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(8UL)]
    [InlineData(0x8000000000000001UL)]
    [InlineData(ulong.MaxValue)]
    public void Ids_of_eight_bytes_come_back(ulong id)
    {
        var wire = Write<UnknownWideFraming, NoHeader, Tests.UnknownWide.Other>(new() { Id = id, Text = "ab", None = true }, default);
        ReadOnlySpan<byte> input = wire;
        Assert.Equal(FrameStatus.Frame, UnknownWideProtocol.ReadFrame(ref input, out var frame));
        Assert.True(Tests.UnknownWide.Other.TryDecode(in frame, out var other, out _));
        Assert.Equal(new Tests.UnknownWide.Other { Id = id, Text = "ab", None = true }, other);
        Assert.NotEqual(other with { Id = id + 1 }, other);
        Assert.Equal(wire, Write<UnknownWideFraming, NoHeader, Tests.UnknownWide.Other>(other, default));
    }

    [Theory]
    [InlineData(7UL)]
    [InlineData(0x8000000000000000UL)]
    public void Known_ids_of_eight_bytes_are_refused(ulong id) =>
        Assert.Throws<EncodeException>(() => UnknownWideProtocol.WriteFrame(new Tests.UnknownWide.Other { Id = id, Text = "", None = false }, new byte[32]));

    [Fact]
    public void What_a_check_counts_beside_an_unknown_message_must_be_known_to_write_it()
    {
        byte[] wire = [0, 2, 9, 1, 0xBA, 0xD0];
        ReadOnlySpan<byte> input = wire;
        Assert.Equal(FrameStatus.Frame, UnknownBlindProtocol.ReadFrame(ref input, out var frame));
        Assert.True(Tests.UnknownBlind.Other.TryDecode(in frame, out var other, out _));
        Assert.Equal(9u, other.Id);
        Assert.Contains("extra", Assert.Throws<EncodeException>(() => UnknownBlindProtocol.WriteFrame(in other, new byte[16])).Message, StringComparison.Ordinal);
    }

    private static FrameHead Read<TFraming, THeader>(byte[] wire)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        Assert.Equal(FrameStatus.Frame, TFraming.ReadHead(wire, TFraming.MaxFrameBytes, out var head));
        return head;
    }

    private static ReadOnlySpan<byte> Body(byte[] wire, FrameHead head) => wire.AsSpan(head.BodyOffset, head.BodyLength);

    private static byte[] Write<TFraming, THeader, T>(T message, THeader header)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var wire = new byte[64];
        return wire[..FrameWriter.Write<TFraming, THeader, T>(in message, in header, wire)];
    }
}
