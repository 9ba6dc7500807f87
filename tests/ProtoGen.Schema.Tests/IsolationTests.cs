namespace ProtoGen.Schema.Tests;

/// <summary>One mistake costs the message it is in, and what cannot be without that message; nothing else.</summary>
public class IsolationTests
{
    private static readonly string Sample = Repository.Read("samples/DeviceLink/device-link.protogen.yaml");

    [Theory]
    [InlineData("imei: 15s", "imei: 15q", "Register", "RegisterReply")]
    [InlineData("sha256: { type: \"bytes[32]\"", "sha256: { type: \"bites[32]\"", "UploadFile", "UploadFileReply")]
    [InlineData("id: 0x03", "id: 0x02", "Notice")]
    [InlineData("id: 0x01", "id: none", "Heartbeat", "HeartbeatReply")]
    [InlineData("level: { type: u8", "level: { tpye: u8", "Notice")]
    [InlineData("text: string[u16]", "text: string[u16] if levl", "Notice")]
    [InlineData("  Notice:", "  Register.reply:", "Notice")]
    public void A_broken_message_is_left_out_with_its_reply_and_the_rest_stays(string from, string to, params string[] lost)
    {
        var result = SchemaCompiler.Compile(Sample.Replace(from, to, StringComparison.Ordinal));
        Assert.Single(result.Diagnostics);
        var expected = Schemas.Compile(Sample).Messages.Select(message => message.Name).Except(lost);
        Assert.Equal(expected, result.Protocol!.Messages.Select(message => message.Name));
    }

    [Fact]
    public void Registration_heartbeat_and_vectors_of_a_broken_message_go_silently()
    {
        var text = Sample.Replace("imei: 15s", "imei: 15q", StringComparison.Ordinal).Replace("id: 0x01", "id: none", StringComparison.Ordinal);
        var result = SchemaCompiler.Compile(text);
        Assert.Equal(["PG2003", "PG3002"], result.Diagnostics.Select(found => found.Rule.Id));
        Assert.Null(result.Protocol!.Registration);
        Assert.Empty(result.Protocol.Heartbeats);
        Assert.Equal(["GetDateTimeReply"], result.Protocol.Vectors.Select(vector => vector.Message));
    }

    [Fact]
    public void A_broken_enum_is_reported_once_and_not_at_its_uses()
    {
        var result = SchemaCompiler.Compile(Sample.Replace("{ type: i8, values", "{ type: text, values", StringComparison.Ordinal));
        Assert.Equal(["PG2008"], result.Diagnostics.Select(found => found.Rule.Id));
        Assert.Equal(["Notice"], result.Protocol!.Messages.Select(message => message.Name));
    }

    [Fact]
    public void A_broken_enum_member_is_reported_once_and_the_enum_stays()
    {
        var result = SchemaCompiler.Compile(Sample.Replace("Ok: 0", "Ok: 1000", StringComparison.Ordinal));
        Assert.Equal(["PG2009"], result.Diagnostics.Select(found => found.Rule.Id));
        Assert.Equal(["Error"], result.Protocol!.Enums[0].Members.Select(member => member.Name));
        Assert.Equal(9, result.Protocol.Messages.Count);
        Assert.Null(result.Protocol.Registration);
    }

    [Fact]
    public void A_broken_frame_leaves_no_protocol_but_the_messages_are_still_read()
    {
        var text = Sample.Replace("= bytes(id..body)", "= bytes(idd..body)", StringComparison.Ordinal).Replace("imei: 15s", "imei: 15q", StringComparison.Ordinal);
        var result = SchemaCompiler.Compile(text);
        Assert.Equal(["PG4023", "PG2003"], result.Diagnostics.Select(found => found.Rule.Id));
        Assert.Null(result.Protocol);
    }

    [Fact]
    public void A_wrong_vector_is_left_out()
    {
        var result = SchemaCompiler.Compile(Sample.Replace("00000002 00 00", "00000002 00 01", StringComparison.Ordinal));
        Assert.Equal(["PG4010"], result.Diagnostics.Select(found => found.Rule.Id));
        Assert.Equal(3, result.Protocol!.Vectors.Count);
    }
}
