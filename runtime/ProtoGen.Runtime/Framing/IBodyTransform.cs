using System.Buffers;

namespace ProtoGen.Framing;

/// <summary>
/// Gives bodies another form on the wire: compressed, masked, enciphered. The schema names the type by <c>transform:</c>, of a frame or of a
/// message. Lengths and checks of the frame speak of the bytes on the wire.
/// </summary>
/// <remarks>Both members are pure functions of header and bytes. What <see cref="TryDecode"/> throws counts as a malformed frame; what
/// <see cref="Encode"/> throws goes to the sender, and nothing is sent.</remarks>
/// <typeparam name="THeader">The protocol's emitted header; <see cref="NoHeader"/> where frames have none.</typeparam>
public interface IBodyTransform<THeader> where THeader : struct
{
    /// <summary>Writes a body as it goes onto the wire.</summary>
    /// <param name="header">The frame's header, before it is numbered.</param>
    /// <param name="body">The body as its message wrote it.</param>
    /// <param name="wire">Takes the bytes.</param>
    static abstract void Encode(in THeader header, ReadOnlySpan<byte> body, IBufferWriter<byte> wire);

    /// <summary>Restores a body.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="wire">The bytes between header and what follows the body.</param>
    /// <param name="body">Takes the body, up to the limit of the schema.</param>
    /// <returns>Whether the bytes are a body in this form.</returns>
    static abstract bool TryDecode(in THeader header, ReadOnlySpan<byte> wire, IBufferWriter<byte> body);
}
