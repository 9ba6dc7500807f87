namespace ProtoGen.Conformance.Dns;

/// <summary>A domain name and how it was written, for names may point to earlier ones (RFC 1035, 4.1.4): what was received is sent the same again.</summary>
/// <param name="Text">The labels with dots between them.</param>
/// <param name="Spelling">The bytes received; empty for a name of our own, which is written without pointers.</param>
public readonly record struct DnsName(string Text, WireList<byte> Spelling)
{
    /// <summary>A name of our own.</summary>
    public static implicit operator DnsName(string text) => new(text, default);

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
