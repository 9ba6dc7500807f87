using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>The ids of messages that stand for unknown ones: typed and shown as the value <c>id</c>, a list where it has several parts.</summary>
internal static class UnknownIds
{
    /// <summary>The numbers of a message's id: its own, or those given.</summary>
    public static IReadOnlyList<WireInteger> Of(LiveMessage given)
    {
        if (!given.Message.CatchesUnknown) return given.Message.Ids;
        var value = given.Values.FirstOrDefault(value => value.Field == LiveMessage.IdName)?.Value;
        IReadOnlyList<FieldValue> parts = value switch { ListValue list => list.Items, null => [], _ => [value] };
        if (parts.Count == 0) throw new UsageException($"{given.Message.SchemaName} stands for unknown ids; say which: {given.Message.SchemaName} id=…");
        return [.. given.Message.UnknownId.Select((_, index) => index < parts.Count && parts[index] is IntegerValue number ? number.Value : default)];
    }

    /// <summary>The key of its frame.</summary>
    public static long Key(Protocol protocol, Message message, IReadOnlyList<WireInteger> ids, Direction side)
    {
        var key = side == Direction.Server ? message.ServerKey ?? message.Key : message.Key;
        if (!message.CatchesUnknown) return key;
        if (protocol.KeysAreIds) return (long)ids[0].Bits;
        for (var index = 0; index < ids.Count; index++)
        {
            var part = message.UnknownId[index];
            key |= (long)((ids[index].Bits & (ulong.MaxValue >> (64 - part.Bits))) << part.Shift);
        }

        return key;
    }

    /// <summary>The id as a value; nothing for a message whose id is known.</summary>
    public static IEnumerable<VectorValue> Shown(Protocol protocol, Message message, long key)
    {
        if (!message.CatchesUnknown) return [];
        var parts = message.UnknownId.Select(part => protocol.KeysAreIds
            ? new IntegerValue(new(key))
            : (FieldValue)new IntegerValue(new((ulong)(key >> part.Shift) & (ulong.MaxValue >> (64 - part.Bits))))).ToList();
        return [Value(parts)];
    }

    /// <summary>The id that was typed, as a value; nothing where none was.</summary>
    public static IEnumerable<VectorValue> Given(IReadOnlyList<WireInteger>? id) => id is null ? [] : [Value([.. id.Select(part => new IntegerValue(part))])];

    private static VectorValue Value(List<FieldValue> parts) => new(LiveMessage.IdName, parts.Count == 1 ? parts[0] : new ListValue(parts.ToEquatableArray()));
}
