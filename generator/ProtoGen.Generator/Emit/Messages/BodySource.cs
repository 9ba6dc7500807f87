using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>A list of fields to be emitted: the body of a message, or a struct inside one.</summary>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Structure">The fields.</param>
/// <param name="Types">The types that they refer to.</param>
/// <param name="IsMessage">Whether it is the whole body of a message, which begins at offset 0 and has an end.</param>
/// <param name="Extra">The bytes that the checks of a message count after their range.</param>
internal sealed record BodySource(string Namespace, Structure Structure, ReferredTypes Types, bool IsMessage, EquatableArray<byte> Extra)
{
    /// <summary>What the end of a message's body may be filled with and then left out; null where every byte is sent.</summary>
    public BodyPad? Pad { get; init; }

    /// <summary>What a message that stands for unknown ids has of them; null for others.</summary>
    public UnknownIdSource? Unknown { get; init; }

    public static BodySource Of(MessageSource source) =>
        new(source.Namespace, source.Message.Body, source.Types, IsMessage: true, source.Message.Extra) { Pad = source.Pad, Unknown = source.Unknown };
}
