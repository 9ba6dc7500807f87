using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads the body of a frame as one of the messages it may hold.</summary>
public static class MessageReader
{
    /// <summary>Reads a body: restored where something changed it, filled where its last bytes may stay away.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="message">The message.</param>
    /// <param name="framing">How the frame was cut.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="context">What stands for code of the user's own, and whether a trace is taken.</param>
    public static MessageReading Read(Protocol protocol, Message message, Framing framing, FrameReading frame, WalkContext context)
    {
        var own = ContextOf(protocol, message, frame, context);
        var code = FrameChanges.TransformOf(framing, message, frame, protocol);
        WalkConversion? transform = null;
        if (code is not null && !context.Extensions.Transforms.TryGetValue(code, out transform)) return new(own) { NeedsCode = code };
        var wire = transform is null ? frame.Body : transform.Read(frame.Body);
        if (wire is null) return new(own) { Transform = transform, Failure = new("", 0, $"is none that its transform '{code}' reads") };

        var body = BodyPadding.Restore(wire, message.Layout, framing.Pad);
        BodyReader.TryRead(message.Body, body, own, out var values, out var failure);
        return new(own) { Transform = transform, Body = body, Values = values, Failure = failure };
    }

    /// <summary>What the body of a message is read with: of a connection nothing is known but what the schema says until somebody says otherwise.</summary>
    public static WalkContext ContextOf(Protocol protocol, Message message, FrameReading frame, WalkContext context) => context with
    {
        Extra = message.Extra,
        Outer = message.Body.Parameters.Select(parameter => Outer(parameter, frame, protocol)).ToEquatableArray(),
    };

    private static long Outer(Parameter parameter, FrameReading frame, Protocol protocol) => parameter.Source == ParameterSource.Header
        ? (long)frame.Number(parameter.Name).Bits
        : (long)FrameFields.Number(protocol.Profiles.First(fact => fact.Name == parameter.Name).Default).Bits;
}

/// <summary>A body read as a message.</summary>
/// <param name="Context">What it was read with.</param>
public sealed record MessageReading(WalkContext Context)
{
    /// <summary>The code of the user's own without which it cannot be read; null where it can.</summary>
    public string? NeedsCode { get; init; }

    /// <summary>What changed it on its way; null for nothing.</summary>
    public WalkConversion? Transform { get; init; }

    /// <summary>The bytes that were read.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The values.</summary>
    public EquatableArray<VectorValue> Values { get; init; }

    /// <summary>What is wrong; null for nothing. Without a field it speaks of the body as a whole.</summary>
    public BodyFailure? Failure { get; init; }
}
