using System.Buffers;

namespace ProtoGen.Framing;

/// <summary>
/// Finds frames in received bytes where no layout can say how, and puts them into the same form again: byte stuffing of another kind, bytes
/// written as text, records of a serial line. The schema names the type by <c>framer:</c>; its layout describes the plain frame.
/// </summary>
/// <remarks>Both members are pure functions. What <see cref="Read"/> throws counts as a malformed frame; what <see cref="Write"/> throws goes to
/// the sender, and nothing is sent.</remarks>
public interface IFramer
{
    /// <summary>Looks for a whole frame at the start of the bytes received.</summary>
    /// <param name="input">Unread bytes, at least one.</param>
    /// <param name="maxFrameBytes">The largest legal plain frame; input that cannot be one any more is <see cref="FrameStatus.TooLarge"/>.</param>
    /// <param name="consumed">The bytes of the frame as received, at least 1. With <see cref="FrameStatus.NeedMore"/> bytes that belong to no
    /// frame and may be dropped already; with an error the bytes to skip where reading goes on.</param>
    /// <param name="plain">Takes the plain frame; nothing may be written before it is whole. It takes no more than <paramref name="maxFrameBytes"/>.</param>
    static abstract FrameStatus Read(ReadOnlySpan<byte> input, int maxFrameBytes, out int consumed, IBufferWriter<byte> plain);

    /// <summary>Writes a frame as it goes onto the wire.</summary>
    /// <param name="plain">The plain frame, lengths and checks included.</param>
    /// <param name="wire">Takes the bytes.</param>
    static abstract void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> wire);
}
