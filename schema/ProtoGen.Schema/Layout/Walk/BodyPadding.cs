using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Bodies that may come without their last bytes.</summary>
internal static class BodyPadding
{
    /// <summary>A body as long as its smallest message.</summary>
    public static byte[] Restore(byte[] body, BodyLayout layout, BodyPad? pad) =>
        pad is null || body.Length >= layout.MinSize ? body : [.. body, .. Enumerable.Repeat(pad.Value, layout.MinSize - body.Length)];

    /// <summary>A body without the last bytes that are what it is filled with.</summary>
    public static byte[] Cut(byte[] body, BodyPad? pad)
    {
        if (pad is null) return body;
        var length = body.Length;
        while (length > pad.Min && body[length - 1] == pad.Value) length--;
        return [.. body.Take(length)];
    }
}
