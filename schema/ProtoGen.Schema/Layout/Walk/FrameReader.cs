using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Takes one whole frame apart.</summary>
public static class FrameReader
{
    /// <summary>Reads bytes that must be exactly one frame; false where they are not.</summary>
    /// <param name="frame">How bytes are cut into frames.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="id">The id in the frame.</param>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryRead(Frame frame, byte[] bytes, out WireInteger id, out byte[] body, out BodyFailure? failure)
    {
        (id, body) = (default, []);
        var overhead = frame.HeadSize + frame.TailSize;
        failure = bytes.Length < overhead ? new("", bytes.Length, $"has {bytes.Length} bytes, but takes {overhead} without a body")
            : bytes.Length > frame.MaxSize ? new("", 0, $"has {bytes.Length} bytes, more than its maxSize of {frame.MaxSize}")
            : null;
        if (failure is not null) return false;

        body = [.. bytes.Skip(frame.HeadSize).Take(bytes.Length - overhead)];
        foreach (var field in frame.Fields)
        {
            failure = Verify(field, bytes, frame.HeadSize + body.Length, body.Length, ref id);
            if (failure is not null) return false;
        }

        return true;
    }

    private static BodyFailure? Verify(FrameField field, byte[] bytes, int bodyEnd, int bodySize, ref WireInteger id)
    {
        switch (field)
        {
            case IdField { Type: var type } marked:
                id = IntegerBytes.Read(bytes, marked.AfterBody ? bodyEnd + marked.Offset : marked.Offset, type);
                return null;
            case LengthField { Type: var type, Extra: var extra }:
                return Expect(field, bytes, field.Offset, type, new(bodySize + (long)extra));
            case ConstantField { Type: var type, Value: var value, AfterBody: var isAfter }:
                return Expect(field, bytes, isAfter ? bodyEnd + field.Offset : field.Offset, type, value);
            default:
                return null;
        }
    }

    private static BodyFailure? Expect(FrameField field, byte[] bytes, int offset, IntegerType type, WireInteger expected)
    {
        var found = IntegerBytes.Read(bytes, offset, type);
        return found.Equals(expected) ? null : new(field.Name, offset, $"is {found}, but must be {expected}");
    }
}
