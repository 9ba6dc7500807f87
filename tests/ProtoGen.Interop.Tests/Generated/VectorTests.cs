using System.Text.RegularExpressions;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Generated;

/// <summary>The vectors of the schema, checked on the code made from it.</summary>
public partial class VectorTests
{
    public static TheoryData<string, string> Vectors
    {
        get
        {
            var schema = File.ReadAllText(Path.Combine(Repository.Root, "samples", "DeviceLink", "device-link.protogen.yaml"));
            var data = new TheoryData<string, string>();
            foreach (Match vector in Vector().Matches(schema)) data.Add(vector.Groups["message"].Value, vector.Groups["hex"].Value);
            return data;
        }
    }

    [Fact]
    public void The_schema_has_four_vectors() => Assert.Equal(4, Vectors.Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_vector_decodes_and_encodes_to_its_bytes(string message, string hex)
    {
        var bytes = Frames.Hex(hex);
        switch (message)
        {
            case "Register":
                Check(bytes, 0, new Register { AppId = Frames.AppId, Imei = Frames.Imei });
                break;
            case "Register.reply":
                Check(bytes, 0, new RegisterReply { ErrorCode = ErrorCode.Ok });
                break;
            case "Heartbeat":
                Check(bytes, 1, default(Heartbeat));
                break;
            case "GetDateTime.reply":
                Check(bytes, 2, new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = Frames.Date });
                break;
            default:
                Assert.Fail($"The vector of {message} has no test.");
                break;
        }
    }

    [Fact]
    public void Frames_written_by_hand_are_the_frames_of_the_codec()
    {
        Check(Frames.Register("1"), 0, TestClient.Registration("1"));
        Check(Frames.RegisterReply, 0, new RegisterReply { ErrorCode = ErrorCode.Ok });
        Check(Frames.RegisterRefusal, 0, new RegisterReply { ErrorCode = ErrorCode.Error });
        Check(Frames.HeartbeatReply, 1, new HeartbeatReply { ErrorCode = ErrorCode.Ok });
        Check(Frames.GetDateTime, 2, default(GetDateTime));
        Check(Frames.Notice(9, "höher"), 3, new Notice { Level = 9, Text = "höher" });
        Check(Frames.Hex("0000000b 04 01 78 00000004 00010203"), 4, new UploadFile { Name = "x", Content = [0, 1, 2, 3] });
    }

    private static void Check<T>(byte[] bytes, sbyte id, T expected) where T : struct, IMessage<T>
    {
        ReadOnlySpan<byte> input = bytes;
        Assert.Equal(FrameStatus.Frame, DeviceLinkProtocol.ReadFrame(ref input, out var frame));
        Assert.True(input.IsEmpty);
        Assert.Equal(id, frame.Id);
        Assert.True(T.TryDecode(frame.Body, out var decoded, out _));
        Assert.Equal(expected, decoded);

        var written = new byte[bytes.Length];
        Assert.Equal(bytes.Length, DeviceLinkProtocol.WriteFrame(in expected, written));
        Assert.Equal(bytes.ToHex(), written.ToHex());
    }

    [GeneratedRegex("""- message: (?<message>\S+)\s+hex: "(?<hex>[0-9a-f ]+)"(?:\s+values: \{.*\})?""")]
    private static partial Regex Vector();
}
