using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>A frame taken apart.</summary>
public sealed record FrameReading
{
    /// <summary>The layout it has.</summary>
    public required Frame Frame { get; init; }

    /// <summary>The frame without flags and escaping.</summary>
    public required byte[] Plain { get; init; }

    /// <summary>The values of all fields of the layout, in wire order; the body as bytes.</summary>
    public required EquatableArray<VectorValue> Values { get; init; }

    /// <summary>The bytes of the body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Where in the plain frame the body begins.</summary>
    public required int BodyOffset { get; init; }

    /// <summary>The numbers of its id.</summary>
    public IReadOnlyList<WireInteger> Ids => [.. Frame.Ids.Select(path => FrameFields.Number(Values, path))];

    /// <summary>The number that a value of the layout is, as conditions see it; a path into a bits field or a plain name.</summary>
    public WireInteger Number(string path) => FrameFields.Number(Values, new(path.Split('.').ToEquatableArray()));

    /// <summary>Whether it can be a message, as far as the frame says.</summary>
    public bool Matches(Message message) =>
        (message.Variant is null || message.Variant == Frame.Variant)
        && HasIdOf(message)
        && message.Header.All(value => FrameFields.Number(value.Value).Equals(Number(value.Field)));

    /// <summary>Whether its id is the message's; for one that catches unknown ids, whether no message known beside it has it.</summary>
    internal bool HasIdOf(Message message) => message.CatchesUnknown
        ? !message.KnownIds.Contains(Ids.ToEquatableArray())
        : message.Ids.SequenceEqual(Ids);
}
