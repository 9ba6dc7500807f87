using ProtoGen.Generator.Emit.Protocols.Frames;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The type of a message's id.</summary>
internal static class IdType
{
    /// <summary>The integer that carries the id of a message; null where it has none, or one of several parts.</summary>
    public static IntegerType? Of(Protocol protocol, Message message)
    {
        if (message.Ids.Count != 1) return null;
        var frame = protocol.FramingsOf(message).First().Variants.First(layout => message.Variant is null || layout.Variant == message.Variant);
        return FieldCode.Integer(frame.Field(frame.Ids[0].Field).Type);
    }
}
