using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A type of the user's own. Without its code the bytes up to the end of the field are shown as they are.</summary>
internal static class CodecWalk
{
    public static FieldValue? Read(CodecType type, ReadPlace at)
    {
        var left = at.Left;
        var read = at.Input.Context.Extensions.Codecs.TryGetValue(type.Codec, out var codec)
            ? codec.Read(BytesWalk.Cut(at.Input.Bytes, 0, at.Position + left), at.Position)
            : (BytesWalk.Slice(at.Input.Bytes, at.Position, left), left);
        if (read is not { } known || known.Size < 0 || known.Size > left) return at.Fail($"is nothing that {type.Codec} reads");
        at.Input.Position += known.Size;
        return known.Value;
    }

    public static void Write(CodecType type, FieldValue value, WritePlace at)
    {
        var bytes = at.Session.Context.Extensions.Codecs.TryGetValue(type.Codec, out var codec) ? codec.Write(value) : (value as BytesValue)?.Value.ToArray();
        if (bytes is null) at.Fail($"is nothing that {type.Codec} writes");
        else at.Output.Add(bytes);
    }
}
