using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Tests.Comparing;

/// <summary>What a peer makes of a frame: a walk, not the comparison that it judges.</summary>
/// <param name="Protocol">The schema of the peer.</param>
/// <param name="Message">The message it takes the frame for.</param>
/// <param name="Values">Where each value stands, what it is, and its field.</param>
internal sealed record ReadAs(Protocol Protocol, Message Message, IReadOnlyList<(TracedValue Value, Field? Field)> Values)
{
    /// <summary>Null where the frame is refused.</summary>
    public static ReadAs? Of(Protocol protocol, string hex, Direction side = Direction.Client)
    {
        var wire = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (var message in protocol.Messages.Where(message => message.From.HasFlag(side)).OrderBy(message => message.CatchesUnknown))
        {
            if (FrameProof.Read(protocol, message, WalkExtensions.None, wire, out var proof) is not null || proof is not { Encodes: true }) continue;
            var trace = new WalkTrace();
            Assert.True(BodyReader.TryRead(message.Body, proof.Frame.Body, WalkContext.Of(protocol) with { Trace = trace }, out _, out _));
            var leaves = trace.Values.Where(value => value.Length > 0 && !trace.Values.Any(other => other.Path.StartsWith(value.Path + ".", StringComparison.Ordinal) || other.Path.StartsWith(value.Path + "[", StringComparison.Ordinal)));
            return new(protocol, message, [.. leaves.Select(value => (value, message.Fields.FirstOrDefault(field => $"{message.SchemaName}.{field.Name}" == value.Path)))]);
        }

        return null;
    }

    /// <summary>Whether both make the same of the frame, whatever they call it; what one of them knows nothing of stands at the end.</summary>
    public bool Agrees(ReadAs other) =>
        Message.Ids == other.Message.Ids && Message.CatchesUnknown == other.Message.CatchesUnknown
        && Values.Zip(other.Values).All(pair => pair.First.Value.Offset == pair.Second.Value.Offset && pair.First.Value.Length == pair.Second.Value.Length && IsSame(pair.First, pair.Second, other.Protocol));

    private bool IsSame((TracedValue Value, Field? Field) mine, (TracedValue Value, Field? Field) other, Protocol otherProtocol)
    {
        if (!IsSame(mine.Value.Value, other.Value.Value)) return false;
        if (mine.Field?.Meaning is { IsScaled: true } scale && other.Field?.Meaning is { IsScaled: true } otherScale && (scale.Scale != otherScale.Scale || scale.Offset != otherScale.Offset)) return false;
        return mine.Field?.Type is not EnumFieldType type || other.Field?.Type is not EnumFieldType otherType || mine.Value.Value is not IntegerValue number
            || HasSameName(type, otherType, number.Value, otherProtocol);
    }

    /// <summary>A name that now stands for another number means something else.</summary>
    private bool HasSameName(EnumFieldType mine, EnumFieldType other, WireInteger number, Protocol otherProtocol)
    {
        var name = Protocol.Enums.First(known => known.Name == mine.Enum).Members.FirstOrDefault(member => member.Value.Equals(number))?.Name;
        var there = otherProtocol.Enums.First(known => known.Name == other.Enum).Members.FirstOrDefault(member => member.Name == name);
        return there is null || there.Value.Equals(number);
    }

    private static bool IsSame(FieldValue mine, FieldValue other) => (mine, other) switch
    {
        (StructValue some, StructValue more) => some.Fields.All(part => more.Fields.FirstOrDefault(known => known.Field == part.Field) is not { } same || IsSame(part.Value, same.Value)),
        (CaseValue known, _) => IsSame(known.Value ?? new AbsentValue(), other),
        (_, CaseValue known) => IsSame(mine, known.Value ?? new AbsentValue()),
        (AbsentValue, not AbsentValue) or (not AbsentValue, AbsentValue) => false,
        // Another C# type for the same bytes.
        _ when mine.GetType() != other.GetType() => (mine is not FloatValue && other is not FloatValue),
        _ => mine.Equals(other),
    };
}
