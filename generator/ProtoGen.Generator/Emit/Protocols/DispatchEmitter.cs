using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The switch on the key, one small method a message behind it: locals of messages that did not arrive cost nothing.</summary>
internal static class DispatchEmitter
{
    /// <summary>Writes <c>Dispatch</c> of one side; the methods it calls are the caller's to write.</summary>
    public static void WriteSwitch(SourceWriter writer, ProtocolSource source, Direction side)
    {
        writer.Space();
        writer.Line($"protected override {DispatchResult} Dispatch({source.Received}) => frame.Key switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var message in source.SaidBy(Other(side))) writer.Line($"{Key(source, message.Name)} => Serve{message.Name}(in frame),");
            foreach (var message in source.RepliesTo(side).GroupBy(message => message.Reply).Select(same => same.First()))
            {
                writer.Line(message.IsHeartbeatFrom(side)
                    ? $"{Key(source, message.Reply!)} => Serve{message.Reply}(in frame),"
                    : $"{Key(source, message.Reply!)} => Complete(in frame),");
            }

            writer.Line("_ => Unknown(in frame),");
        }

        writer.Line("};");
    }

    /// <summary>Writes <c>IsImmediate</c>: what is served although a handler is pending.</summary>
    public static void WriteImmediate(SourceWriter writer, ProtocolSource source, Direction side)
    {
        var keys = source.RepliesTo(side).Select(message => Key(source, message.Reply!))
            .Concat(source.SaidBy(Other(side)).Where(message => message.IsHeartbeatFrom(Other(side))).Select(message => Key(source, message.Name)))
            .ToList();
        writer.Space();
        writer.Line($"protected override bool IsImmediate(long key) => {(keys.Count == 0 ? "false" : $"key is {string.Join(" or ", keys)}")};");
    }

    /// <summary>Writes the method that takes the answer to this side's own heartbeat.</summary>
    public static void WriteHeartbeatAnswer(SourceWriter writer, ProtocolSource source, Direction side)
    {
        foreach (var message in source.RepliesTo(side).Where(message => message.IsHeartbeatFrom(side)))
        {
            writer.Space();
            writer.Line($"private {DispatchResult} Serve{message.Reply}({source.Received}) =>");
            writer.Line($"    {source.Type(message.Reply!)}.View.TryParse(frame.Body, out _, out var error) ? HeartbeatAnswered() : Refuse(in error);");
        }
    }

    /// <summary>The side a side talks to.</summary>
    public static Direction Other(Direction side) => Direction.Both & ~side;

    /// <summary>The constant of a message's key.</summary>
    public static string Key(ProtocolSource source, string message) => $"{source.Type(message)}.Wire.Key";
}
