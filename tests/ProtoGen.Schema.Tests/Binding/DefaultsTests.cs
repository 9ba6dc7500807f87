using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Binding;

/// <summary>What holds where a schema says nothing.</summary>
public class DefaultsTests
{
    [Fact]
    public void Numbers_are_big_endian_and_frames_at_most_64_KiB()
    {
        var protocol = Schemas.Compile(Schemas.WithFields("a: u16"));
        Assert.Equal(65536, protocol.Frame.MaxSize);
        Assert.Equal(new IntegerType(2, false, ByteOrder.Big), protocol.Messages[0].Fields.Single().Type);
    }

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("100B", 100)]
    [InlineData("2KiB", 2048)]
    [InlineData("3 KB", 3000)]
    [InlineData("1MiB", 1048576)]
    [InlineData("2MB", 2000000)]
    public void Sizes_have_units(string text, int bytes) =>
        Assert.Equal(bytes, Schemas.Compile(Schemas.Head.Replace("  layout:", $"  maxSize: {text}\n  layout:", StringComparison.Ordinal)).Frame.MaxSize);

    [Fact]
    public void Endian_holds_for_numbers_prefixes_enums_and_the_frame_unless_a_type_says_otherwise()
    {
        var protocol = Schemas.Compile("endian: little\n" + Schemas.WithFields("a: u16", "b: u16be", "c: string[u16]", "d: Mood", "e: f32be") + "enums:\n  Mood: { type: u16, values: { A: 1 } }\n");
        Assert.Equal(
            [ByteOrder.Little, ByteOrder.Big, ByteOrder.Little, ByteOrder.Little, ByteOrder.Big],
            protocol.Messages[0].Fields.Select(field => field.Type switch
            {
                IntegerType type => type.Order,
                FloatType type => type.Order,
                EnumFieldType type => type.Underlying.Order,
                TextType { Size: PrefixedSize size } => size.Prefix.Order,
                _ => throw new NotSupportedException(),
            }));
        Assert.Equal(ByteOrder.Little, Assert.IsType<IntegerType>(protocol.Frame.Field("length").Type).Order);
    }

    [Fact]
    public void Text_has_defaults_of_its_own_and_a_field_may_differ()
    {
        var protocol = Schemas.Compile(Schemas.WithFields("a: 4s", "b: { type: 4s, encoding: utf-8, pad: { byte: 0 } }", "c: string[u8]") + "text: { encoding: latin1, pad: { byte: ' ' } }\n");
        Assert.Equal(
            [
                new TextType(new FixedSize(4), TextEncoding.Latin1, 0x20),
                new TextType(new FixedSize(4), TextEncoding.Utf8, 0),
                new TextType(new PrefixedSize(new(1, false, ByteOrder.Big)), TextEncoding.Latin1, 0),
            ],
            protocol.Messages[0].Fields.Select(field => field.Type));
    }

    [Fact]
    public void A_heartbeat_that_says_nothing_beats_every_15_seconds()
    {
        var protocol = Schemas.Compile(Schemas.WithFields("a: u8") + "    reply:\nheartbeat: { message: Login }\n");
        var beat = Assert.Single(protocol.Heartbeats);
        Assert.Equal((15.0, 45.0, 5.0, 1, Direction.Client), (beat.Every.TotalSeconds, beat.Timeout.TotalSeconds, beat.Ack.TotalSeconds, beat.Tries, beat.From));
    }

    [Fact]
    public void A_heartbeat_of_both_sides_is_one_heartbeat()
    {
        var schema = Schemas.WithFields("a: u8").Replace("from: client", "from: both", StringComparison.Ordinal) + "heartbeat: { message: Login, every: 100ms, timeout: 1min }\n";
        Assert.Equal(Direction.Both, Assert.Single(Schemas.Compile(schema).Heartbeats).From);
    }

    [Fact]
    public void Registration_is_required_unless_it_says_otherwise()
    {
        var registration = Schemas.Compile(Schemas.WithFields("a: u8") + "    reply:\nregister: { message: Login }\n").Registration!;
        Assert.Equal((true, null, null), (registration.Required, registration.Key, registration.Accept));
    }

    [Fact]
    public void A_name_beside_a_field_a_message_or_a_reply_is_taken_as_it_is()
    {
        var protocol = Schemas.Compile(Schemas.WithFields("view: { type: u8, name: Sight }") + "    name: Entry\n    reply: { name: Answer, id: 9, fields: { view: { type: u8, name: Sight } } }\n");
        Assert.Equal(["Entry", "Answer"], protocol.Messages.Select(message => message.Name));
        Assert.Equal(["Login", "Login.reply"], protocol.Messages.Select(message => message.SchemaName));
        Assert.Equal(("Answer", "Entry", "9"), (protocol.Messages[0].Counterpart, protocol.Messages[1].Counterpart, protocol.Messages[1].Id.ToString()));
        Assert.Equal("Sight", protocol.Messages[0].Fields.Single().Property);
    }

    [Fact]
    public void Reserved_bytes_have_no_property()
    {
        var field = Schemas.Message("_unused: u16 = 0xFFFF").Fields.Single();
        Assert.Null(field.Property);
        Assert.Equal("65535", field.Constant!.ToString());
    }
}
