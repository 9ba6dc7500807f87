namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>A captured packet.</summary>
/// <param name="Time">When it was seen.</param>
/// <param name="LinkType">What it begins with, as a number of the register of link types.</param>
/// <param name="Bytes">The packet, or its beginning.</param>
internal readonly record struct Packet(DateTimeOffset Time, int LinkType, ReadOnlyMemory<byte> Bytes);
