using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests;

public class DeviceLinkTests
{
    private static readonly SchemaResult Result = SchemaCompiler.Compile(Repository.Read("samples/DeviceLink/device-link.protogen.yaml"));

    private static Protocol Protocol => Result.Protocol!;

    [Fact]
    public void It_compiles_without_a_finding()
    {
        Assert.Empty(Result.Diagnostics);
        Assert.Equal("DeviceLink", Protocol.Name);
        Assert.Equal("Samples.DeviceLink", Protocol.Namespace);
    }

    [Fact]
    public void Its_frame_is_a_length_an_id_and_a_body()
    {
        var frame = Protocol.Frame;
        Assert.Equal((2 * 1024 * 1024, 5, 0), (frame.MaxSize, frame.HeadSize, frame.TailSize));
        Assert.Equal(["length", "id", "body"], frame.Fields.Select(field => field.Name));
        Assert.Equal(new LengthExtent(OwnValue.Of("length"), new("id", "body"), default), frame.Extent);
        Assert.Equal(new IntegerType(1, true, ByteOrder.Big), frame.Field("id").Type);
        Assert.Equal(OwnValue.Of("id"), Assert.Single(frame.Ids));
        Assert.Empty(frame.Header);
        Assert.True(Protocol.KeysAreIds);
    }

    [Fact]
    public void Its_messages_stand_in_schema_order_each_reply_after_its_request() => Assert.Equal(
        ["Register", "RegisterReply", "Heartbeat", "HeartbeatReply", "GetDateTime", "GetDateTimeReply", "Notice", "UploadFile", "UploadFileReply"],
        Protocol.Messages.Select(message => message.Name));

    [Fact]
    public void Register_is_one_run_of_51_bytes()
    {
        var layout = Find("Register").Layout;
        var run = Assert.IsType<FixedRun>(Assert.Single(layout.Parts));
        Assert.Equal((51, 51, 51, 51), (run.Size, layout.MinSize, layout.MaxSize, layout.FixedSize));
        Assert.Equal([("AppId", 0, 36), ("Imei", 36, 15)], run.Places.Select(place => (place.Field.Property!, place.Offset, place.Size)));
        Assert.Equal(new TextType(new FixedSize(36), TextEncoding.Utf8, 0), run.Places[0].Field.Type);
    }

    [Fact]
    public void The_heartbeat_has_an_empty_body()
    {
        var layout = Find("Heartbeat").Layout;
        Assert.Empty(layout.Parts);
        Assert.Equal(0, layout.FixedSize);
    }

    [Fact]
    public void The_time_is_the_rest_after_one_byte()
    {
        var layout = Find("GetDateTimeReply").Layout;
        Assert.Equal(1, Assert.IsType<FixedRun>(layout.Parts[0]).Size);
        Assert.Equal(new TextType(new RestSize(), TextEncoding.Utf8, 0), Assert.IsType<VariablePart>(layout.Parts[1]).Field.Type);
        Assert.Equal((1, (2 * 1024 * 1024) - 5, null), (layout.MinSize, layout.MaxSize, layout.FixedSize));
    }

    [Fact]
    public void An_upload_is_limited_by_the_frame()
    {
        var layout = Find("UploadFile").Layout;
        Assert.Equal(2, layout.Parts.Count);
        Assert.Equal((5, (2 * 1024 * 1024) - 5), (layout.MinSize, layout.MaxSize));
        Assert.Equal(33, Find("UploadFileReply").Layout.FixedSize);
    }

    [Fact]
    public void The_client_beats_and_the_default_answer_time_is_what_the_timeout_leaves()
    {
        var beat = Assert.Single(Protocol.Heartbeats);
        Assert.Equal(
            ("Heartbeat", Direction.Client, 3.0, 10.0, 4.0, 1),
            (beat.Message, beat.From, beat.Every.TotalSeconds, beat.Timeout.TotalSeconds, beat.Ack.TotalSeconds, beat.Tries));
    }

    [Fact]
    public void Registration_is_accepted_by_Ok_and_keyed_by_the_imei()
    {
        var registration = Protocol.Registration!;
        Assert.Equal(("Register", "Imei", false), (registration.Message, registration.Key!.Property, registration.Required));
        Assert.Equal(("ErrorCode", "==", "0", "Ok"), (registration.Accept!.Field.Property, registration.Accept.Operator, registration.Accept.Value.ToString(), registration.Accept.Member));
    }

    [Fact]
    public void All_its_vectors_are_proven()
    {
        Assert.Equal(["Register", "RegisterReply", "Heartbeat", "GetDateTimeReply"], Protocol.Vectors.Select(vector => vector.Message));
        Assert.Equal("imei=869858030720693", string.Join(",", Protocol.Vectors[0].Values.Skip(1).Select(value => $"{value.Field}={value.Value}")));
    }

    private static Message Find(string name) => Protocol.Messages.Single(message => message.Name == name);
}
