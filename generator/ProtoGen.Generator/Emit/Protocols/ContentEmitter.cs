using ProtoGen.Generator.Emit.Protocols.Frames;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The values of what a side says by itself: heartbeats, and the farewell of a client.</summary>
internal static class ContentEmitter
{
    /// <summary>The properties that ask the user for them.</summary>
    public static void WriteProperties(SourceWriter writer, ProtocolSource source, Direction side)
    {
        foreach (var message in source.ContentsOf(side))
        {
            writer.Space();
            writer.Line($$"""
                /// <summary>{{Documentation(message, side)}}</summary>
                public required {{Func}}<{{source.Type(message.Name)}}> {{message.ContentProperty}} { get; init; }
                """);
        }
    }

    /// <summary>What the property or a parameter of its name gives.</summary>
    public static string Documentation(MessageSurface message, Direction side) =>
        message.IsFarewellFrom(side) ? "The values of the farewell." : "The values of each heartbeat.";

    /// <summary>The expression that makes such a message.</summary>
    public static string Value(ProtocolSource source, MessageSurface message, string owner) =>
        message.HasValues ? $"{owner}.{message.ContentProperty}()" : $"default({source.Type(message.Name)})";

    /// <summary>The member through which the engine says the farewell.</summary>
    public static void WriteFarewell(SourceWriter writer, ProtocolSource source)
    {
        if (source.Messages.FirstOrDefault(message => message.IsFarewellFrom(Direction.Client)) is not { } farewell) return;
        writer.Space();
        var state = source.Plan.HasStates && source.Plan.States.Count > 1 ? $", state: {StreamEmitter.Number(source.Plan.StateOf(farewell.Name), Direction.Server)}" : "";
        writer.Line($"protected override void SayFarewell() => SayFarewell({Value(source, farewell, "client")}{state});");
    }
}
