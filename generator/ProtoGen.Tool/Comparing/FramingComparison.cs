using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>How bytes are cut into frames.</summary>
internal static class FramingComparison
{
    public static void Run(Protocol before, Protocol after, TypeComparison types, ChangeList changes)
    {
        if (!before.States.Select(state => state.SchemaName).SequenceEqual(after.States.Select(state => state.SchemaName)))
        {
            changes.Wire("states", "the states of a conversation changed", "A connection is framed otherwise from some point on.");
            return;
        }

        if (before.States.Count == 0)
        {
            Compare("frame", before.Framing, after.Framing, types, changes);
            if (before.ServerFraming is not null || after.ServerFraming is not null)
                Compare("frame of the server", before.ServerFraming ?? before.Framing, after.ServerFraming ?? after.Framing, types, changes);
        }

        foreach (var (old, now) in before.States.Zip(after.States))
        {
            changes.Name($"state {now.SchemaName}", old.Name, now.Name);
            Compare($"frame of the client in {now.SchemaName}", old.FromClient, now.FromClient, types, changes);
            Compare($"frame of the server in {now.SchemaName}", old.FromServer, now.FromServer, types, changes);
            if (old.Next != now.Next) changes.Wire($"state {now.SchemaName}", "what leads to another state changed", "A connection is framed otherwise from that message on.");
        }
    }

    private static void Compare(string path, Schema.Model.Framing before, Schema.Model.Framing after, TypeComparison types, ChangeList changes)
    {
        Same(before.Escape, after.Escape, "the escaping", "The same bytes are other frames.");
        Same(before.Framer, after.Framer, "the framer", "Other code finds the frames.");
        Same(before.Transform, after.Transform, "the transform of bodies", "Bodies have another form.");
        Same(before.Reassembly, after.Reassembly, "how parts are joined", "Bodies in several frames are joined otherwise.");
        Same(before.Pad, after.Pad, "what stands for left out bytes", "Short bodies are read otherwise.");
        if (before.MaxWireSize != after.MaxWireSize) changes.Limit(path, "maxWireSize", before.MaxWireSize ?? int.MaxValue, after.MaxWireSize ?? int.MaxValue);
        if (before.Resync != after.Resync) changes.Safe(path, "what follows a bad frame changed", "Good frames are read as before.");

        foreach (var old in before.Variants.Where(old => after.Variants.All(now => now.SchemaName != old.SchemaName)))
            changes.Wire(path, $"the layout {Title(old)} is gone", "Its frames are not read any more.");
        foreach (var now in after.Variants)
        {
            if (before.Variants.FirstOrDefault(old => old.SchemaName == now.SchemaName) is not { } old) changes.Reader(path, $"the layout {Title(now)} is new", "An old peer does not know it.");
            else Compare(now.SchemaName.Length == 0 ? path : $"{path} {now.SchemaName}", old, now, types, changes);
        }

        void Same<T>(T? old, T? now, string what, string reason)
        {
            if (!EqualityComparer<T>.Default.Equals(old!, now!)) changes.Wire(path, $"{what} changed", reason);
        }
    }

    private static void Compare(string path, Frame before, Frame after, TypeComparison types, ChangeList changes)
    {
        changes.Limit(path, "maxSize", before.MaxSize, after.MaxSize);
        types.Compare(path, before.Structure, after.Structure);
        if (before.Ids != after.Ids && !Renamed(before, after)) changes.Wire(path, "what tells messages apart changed", "Frames are taken for other messages.");
        if (before.Sequence != after.Sequence && !Renamed(before, after)) changes.Reader(path, "what numbers requests changed", "An old peer does not find the request of a reply.");
        if (before.Echoes != after.Echoes && !Renamed(before, after)) changes.Reader(path, "what a reply repeats of its request changed", "An old peer gets other header values.");
    }

    /// <summary>Whether the layouts differ in nothing but names, which the comparison of their fields tells.</summary>
    private static bool Renamed(Frame before, Frame after) =>
        before.Fields.Count() == after.Fields.Count() && before.Fields.Zip(after.Fields).Any(pair => pair.First.Name != pair.Second.Name)
        && before.Ids.Count == after.Ids.Count && before.Ids.Zip(after.Ids, (old, now) => Place(before, old.Field) == Place(after, now.Field)).All(same => same)
        && Place(before, before.Sequence) == Place(after, after.Sequence) && before.Echoes.Select(name => Place(before, name)).SequenceEqual(after.Echoes.Select(name => Place(after, name)));

    private static int Place(Frame frame, string? name) => frame.Fields.Select(field => field.Name).ToList().IndexOf(name ?? "");

    private static string Title(Frame frame) => frame.SchemaName.Length == 0 ? "without a name" : frame.SchemaName;
}
