using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Documents;

/// <summary>What a document about a protocol says, before it is HTML or Markdown.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="File">The schema's file, without its folder.</param>
/// <param name="Facts">The protocol at a glance.</param>
/// <param name="Frames">How bytes are cut into frames, layout by layout.</param>
/// <param name="Conversation">Who says what when: registration, heartbeats, states, facts of a connection.</param>
/// <param name="Messages">The messages in the order of the schema.</param>
/// <param name="Structures">The structs that fields refer to.</param>
internal sealed record ProtocolDocument(
    Protocol Protocol, string File, IReadOnlyList<Fact> Facts, IReadOnlyList<FrameSection> Frames, IReadOnlyList<Fact> Conversation,
    IReadOnlyList<MessageSection> Messages, IReadOnlyList<StructureSection> Structures)
{
    public static ProtocolDocument Of(Protocol protocol, string file)
    {
        var rows = new FieldRows(protocol);
        return new(
            protocol, file, Overview.Of(protocol), FrameSections.Of(protocol, rows), Conversations.Of(protocol),
            [.. protocol.Messages.Select(message => new MessageSection(message, MessageFacts.Of(message, protocol), rows.Of(message.Body), VectorsOf(message, protocol)))],
            [.. protocol.Structures.Select(structure => new StructureSection(structure, rows.Of(structure)))]);
    }

    private static IReadOnlyList<VectorSection> VectorsOf(Message message, Protocol protocol) =>
        [.. protocol.Vectors.Where(vector => vector.Message == message.Name).Select(vector => VectorSections.Of(vector, message, protocol))];
}

/// <summary>One fact: <c>byte order</c>, <c>big-endian</c>.</summary>
internal sealed record Fact(string Name, string Text);

/// <summary>One layout of a frame.</summary>
/// <param name="Title">Which it is.</param>
/// <param name="Anchor">Where it stands in a page.</param>
/// <param name="Structure">The fields.</param>
/// <param name="Facts">How its end is found, and the like.</param>
/// <param name="Rows">The field table.</param>
internal sealed record FrameSection(string Title, string Anchor, Structure Structure, IReadOnlyList<Fact> Facts, IReadOnlyList<FieldRow> Rows);

/// <summary>One message.</summary>
internal sealed record MessageSection(Message Message, IReadOnlyList<Fact> Facts, IReadOnlyList<FieldRow> Rows, IReadOnlyList<VectorSection> Vectors);

/// <summary>One struct.</summary>
internal sealed record StructureSection(Structure Structure, IReadOnlyList<FieldRow> Rows);

/// <summary>An example frame taken apart.</summary>
/// <param name="Bytes">The frame, unescaped.</param>
/// <param name="Wire">What goes over the wire, where that differs; else null.</param>
/// <param name="Pieces">What the bytes are, in their order, a struct or list before what is in it.</param>
/// <param name="Refusal">Why it must be refused; null where it is a good one.</param>
internal sealed record VectorSection(byte[] Bytes, byte[]? Wire, IReadOnlyList<VectorPiece> Pieces, string? Refusal);

/// <summary>A stretch of an example frame.</summary>
/// <param name="Name">The field.</param>
/// <param name="Group">Which field of the frame or of the message it belongs to, counted from 0.</param>
/// <param name="Depth">How many structs and lists are around it.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Value">Its value; empty where what is in it says all.</param>
/// <param name="IsLeaf">Whether nothing stands in it.</param>
internal sealed record VectorPiece(string Name, int Group, int Depth, int Offset, int Length, string Value, bool IsLeaf);
