using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Which code of the user's own stands between a frame and the body of its message.</summary>
public static class FrameChanges
{
    /// <summary>The C# type that transforms the body of a frame; null where nothing does.</summary>
    public static string? TransformOf(Framing framing, Message message, FrameReading frame, Protocol protocol)
    {
        if (message.Transform is not null) return message.Transform;
        return framing.Transform is { } change && Applies(change, frame, protocol) ? change.Type : null;
    }

    /// <summary>Whether a frame is one that a change is for.</summary>
    internal static bool Applies(BodyChange change, FrameReading frame, Protocol protocol) => change.Condition is not { } condition || condition.Terms.All(term => term.Holds((long)(term.Value switch
    {
        OwnValue own => frame.Number(own.ToString()),
        OuterValue outer => FrameFields.Number(protocol.Profiles.First(fact => fact.Name == change.Facts[outer.Index]).Default),
        _ => default,
    }).Bits));
}
