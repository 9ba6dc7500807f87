using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>From plain frames to what goes over the wire, and back.</summary>
internal static class FrameWire
{
    /// <summary>The plain frame; null, and the reason, where the bytes are none.</summary>
    public static byte[]? Read(Framing framing, byte[] wire, WalkContext context, out BodyFailure? failure)
    {
        if (framing.Framer is null) return FrameEscaping.Unescape(framing, wire, out failure);
        var plain = context.Extensions.Framers.TryGetValue(framing.Framer, out var framer) ? framer.Read(wire) : null;
        failure = plain is null ? new("", 0, framer is null ? $"can be read by '{framing.Framer}' alone" : $"is none that '{framing.Framer}' reads") : null;
        return plain;
    }

    public static byte[] Write(Framing framing, byte[] plain, WalkContext context)
    {
        if (framing.Framer is null) return FrameEscaping.Escape(framing, plain);
        if (context.Extensions.Framers.TryGetValue(framing.Framer, out var framer)) return framer.Write(plain);
        throw new ArgumentException($"The frame can be written by '{framing.Framer}' alone");
    }
}
