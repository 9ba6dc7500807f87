using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>How bytes are cut into frames.</summary>
internal static class FrameSections
{
    public static IReadOnlyList<FrameSection> Of(Protocol protocol, FieldRows rows)
    {
        var sections = new List<FrameSection>();
        foreach (var (title, framing) in Named(protocol))
        {
            foreach (var frame in framing.Variants)
            {
                var whole = frame.SchemaName.Length == 0 ? title : title == "Frame" ? $"Variant {frame.SchemaName}" : $"{title}, {frame.SchemaName}";
                sections.Add(new(whole, $"frame-{sections.Count + 1}", frame.Structure, Facts(framing, frame), rows.Of(frame.Structure)));
            }
        }

        return sections;
    }

    /// <summary>Every framing once, called after who uses it when.</summary>
    private static IEnumerable<(string Title, Schema.Model.Framing Framing)> Named(Protocol protocol)
    {
        var uses = protocol.States.Count > 0
            ? protocol.States.SelectMany(state => new[] { (Framing: state.FromClient, Who: $"{state.SchemaName}, client"), (Framing: state.FromServer, Who: $"{state.SchemaName}, server") })
            : [(protocol.Framing, "client"), (Framing: protocol.ServerFraming ?? protocol.Framing, Who: "server")];
        foreach (var same in uses.GroupBy(use => use.Framing))
        {
            var users = same.Select(use => use.Who).ToList();
            yield return (users.Count == 1 ? $"Frame of the {users[0]}" : protocol.States.Count == 0 ? "Frame" : $"Frame in {FieldWords.List(users.Select(who => who.Split(',')[0]).Distinct())}", same.Key);
        }
    }

    private static List<Fact> Facts(Schema.Model.Framing framing, Frame frame)
    {
        var facts = new List<Fact> { new("Ends", End(framing, frame)), new("Size", $"at most {NumberWords.Bytes(frame.MaxSize)}; {NumberWords.Bytes(frame.MinHeadSize + frame.TailSize)} beside the body{(frame.HeadSize is null ? " at least" : "")}") };
        if (frame.Marks.Count > 0) facts.Add(new("Recognised by", string.Join(", ", frame.Marks.Select(Mark))));
        if (framing.Escape is { } escape) facts.Add(new("Escaped", Escaped(escape)));
        if (framing.MaxWireSize is { } wire) facts.Add(new("On the wire", $"at most {NumberWords.Bytes(wire)}"));
        if (frame.Sequence is { } sequence) facts.Add(new("Replies", $"repeat {sequence} of their request"));
        if (frame.Echoes.Count > 0) facts.Add(new("Replies repeat", FieldWords.List(frame.Echoes)));
        if (framing.Pad is { } pad) facts.Add(new("Short bodies", $"trailing 0x{pad.Value:X2} may be left out, down to {NumberWords.Bytes(pad.Min)}"));
        if (framing.Transform is { } transform) facts.Add(new("Bodies", $"are changed by {transform.Type}{(transform.Condition is null ? "" : " where a condition holds")}"));
        if (framing.Reassembly is { } reassembly) facts.Add(new("Parts", $"are joined by {reassembly.Type}"));
        facts.Add(new("After a bad frame", framing.Resync == Resync.Close ? "the connection is closed" : "reading goes on at what looks like the next frame"));
        return facts;
    }

    private static string End(Schema.Model.Framing framing, Frame frame) => framing.Framer is { } framer ? $"where {framer} says" : frame.Extent switch
    {
        LengthExtent length => $"where {length.Source} says: {ReferenceWords.With($"bytes({length.Range})", length.Steps)}",
        FlagExtent => $"at the next flag 0x{framing.Escape!.Flag:X2}",
        _ => "where the fields of its message end",
    };

    private static string Mark(FrameMark mark) => mark.Mask == 0xFF
        ? $"0x{mark.Value:X2} at byte {mark.Offset}"
        : $"0x{mark.Value:X2} in the bits 0x{mark.Mask:X2} of byte {mark.Offset}";

    private static string Escaped(FrameEscape escape) =>
        $"0x{escape.Flag:X2} before and after each frame; inside it {FieldWords.List(escape.Codes.Select(code => $"{code.Original:X2} as {escape.Escape:X2} {code.Code:X2}"))}";
}
