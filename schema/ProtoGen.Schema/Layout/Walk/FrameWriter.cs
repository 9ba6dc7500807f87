using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Puts a frame around a body: the inverse of <see cref="FrameReader"/>.</summary>
public static class FrameWriter
{
    /// <summary>Writes one frame.</summary>
    /// <param name="frame">How bytes are cut into frames.</param>
    /// <param name="id">The id of the message.</param>
    /// <param name="body">The message's bytes.</param>
    /// <exception cref="ArgumentException">The length field cannot say how long the frame is.</exception>
    public static byte[] Write(Frame frame, WireInteger id, byte[] body)
    {
        var bytes = new List<byte>();
        foreach (var field in frame.Fields)
        {
            bytes.AddRange(field switch
            {
                BodyField => body,
                IdField marked => IntegerBytes.Write(id, marked.Type),
                ConstantField constant => IntegerBytes.Write(constant.Value, constant.Type),
                LengthField length => IntegerBytes.Write(Announced(length, body.Length), length.Type),
                _ => throw new NotSupportedException(field.GetType().Name),
            });
        }

        return [.. bytes];
    }

    private static WireInteger Announced(LengthField length, int bodySize)
    {
        var announced = new WireInteger(bodySize + (long)length.Extra);
        return length.Type.Holds(announced) ? announced : throw new ArgumentException($"'{length.Name}' cannot be {announced}");
    }
}
