using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>A frame read as one message, and written again.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Values">The values of the message.</param>
/// <param name="Encodes">Whether writing them again gives the same bytes.</param>
public sealed record FrameProof(FrameReading Frame, EquatableArray<VectorValue> Values, bool Encodes)
{
    /// <summary>What writing them gives; null where they cannot be written.</summary>
    public byte[]? Written { get; init; }

    /// <summary>Whether nothing could be proven, as only code of the user's own reads the body.</summary>
    public bool NeedsCode { get; init; }

    /// <summary>Reads a frame that must hold a message; otherwise the end of a sentence says where and why it does not.</summary>
    public static string? Read(Protocol protocol, Message message, WalkExtensions extensions, byte[] wire, out FrameProof? proof)
    {
        proof = null;
        var problem = "";
        foreach (var framing in protocol.FramingsOf(message))
        {
            if (TryRead(protocol, message, framing, extensions, wire, out proof, out problem)) return null;
        }

        return problem;
    }

    private static bool TryRead(Protocol protocol, Message message, Framing framing, WalkExtensions extensions, byte[] wire, out FrameProof? proof, out string problem)
    {
        proof = null;
        var context = WalkContext.Of(protocol) with { Extra = message.Extra, Extensions = extensions };
        if (!FrameReader.TryRead(framing, wire, context, _ => message.Extra, out var frame, out var failure))
            return Refuse($" at byte {failure!.Offset}: {Subject(failure, "the frame", framing.Variants.Select(known => known.Structure.SchemaName + ".").FirstOrDefault(name => failure.Path.StartsWith(name, StringComparison.Ordinal)) ?? "")} {failure.Problem}", out problem);
        if (!frame!.Matches(message)) return Refuse($"the frame has {Describe(frame, message)}", out problem);

        var reading = MessageReader.Read(protocol, message, framing, frame, context);
        if (reading.NeedsCode is not null)
        {
            proof = new(frame, default, Encodes: false) { NeedsCode = true };
            problem = "";
            return true;
        }

        if (reading.Failure is { } wrong)
        {
            return Refuse(
                reading.Body.Length == 0 && reading.Transform is not null && wrong.Field.Length == 0
                    ? $"the body {wrong.Problem}"
                    : $" at byte {frame.BodyOffset + wrong.Offset}: {Subject(wrong, "the body", message.SchemaName + ".")} {wrong.Problem}",
                out problem);
        }

        problem = "";
        var written = Write(message, framing, frame, reading);
        proof = new(frame, reading.Values, written is not null && written.SequenceEqual(wire)) { Written = written };
        return true;
    }

    private static byte[]? Write(Message message, Framing framing, FrameReading frame, MessageReading reading)
    {
        try
        {
            var body = BodyPadding.Cut(BodyWriter.Write(message.Body, reading.Values, reading.Context), framing.Pad);
            if (reading.Transform is { } transform) body = transform.Write(body);
            return FrameWriter.Write(framing, frame.Frame, message, frame.Ids, frame.Values, body, reading.Context);
        }
        catch (ArgumentException)
        {
            // What was read may be more than what can be written: a value that the frame contradicts.
            return null;
        }
    }

    private static string Describe(FrameReading frame, Message message)
    {
        if (message.Variant is { } variant && variant != frame.Frame.Variant) return $"the variant '{frame.Frame.SchemaName}', which '{message.SchemaName}' has not";
        if (!frame.HasIdOf(message))
            return $"id {List(frame.Ids)}, but '{message.SchemaName}' has {(message.CatchesUnknown ? "those that no other message has" : List(message.Ids))}";
        var other = message.Header.First(value => !FrameFields.Number(value.Value).Equals(frame.Number(value.Field)));
        return $"{frame.Number(other.Field)} in '{other.Field}', but '{message.SchemaName}' has {other.Value}";
    }

    private static string List(IReadOnlyList<WireInteger> ids) => ids.Count == 1 ? ids[0].ToString() : $"[{string.Join(", ", ids)}]";

    private static string Subject(BodyFailure failure, string whole, string around) =>
        failure.Field.Length == 0 ? whole : $"'{(failure.Path.StartsWith(around, StringComparison.Ordinal) ? failure.Path.Substring(around.Length) : failure.Path)}'";

    private static bool Refuse(string text, out string problem)
    {
        problem = text;
        return false;
    }
}
