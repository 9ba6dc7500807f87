using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>All that the code of one message depends on; equal sources give equal text, so an unchanged message is not emitted again.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="IdType">The integer that carries the message's id; null where it has none, or one of several parts.</param>
/// <param name="Message">The message.</param>
/// <param name="Types">The types that its fields refer to.</param>
internal sealed record MessageSource(string SchemaFile, string Namespace, IntegerType? IdType, Message Message, ReferredTypes Types)
{
    /// <summary>What the end of the body may be filled with and then left out; null where every byte is sent.</summary>
    public BodyPad? Pad { get; init; }

    /// <summary>Whether it, or the reply it names, should not be used any more.</summary>
    public bool UsesDeprecated { get; init; }

    /// <summary>What it has of ids that nobody knows; null where its own is known.</summary>
    public UnknownIdSource? Unknown { get; init; }
}
