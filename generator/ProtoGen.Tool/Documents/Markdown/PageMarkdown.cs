using System.Text;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Markdown;

/// <summary>The document as Markdown, for repositories and wikis.</summary>
internal static class PageMarkdown
{
    public static string Of(ProtocolDocument document)
    {
        var (protocol, text, types) = (document.Protocol, new StringBuilder(), new TypeWords(document.Protocol));
        text.Append($"# {Md.Text(protocol.Name)}\n\n");
        if (protocol.Doc is { } doc) text.Append($"{Md.Text(doc)}\n\n");
        Facts(text, document.Facts);
        if (document.Conversation.Count > 0)
        {
            text.Append("## Conversation\n\n");
            Facts(text, document.Conversation);
        }

        text.Append("## Frames\n\n");
        foreach (var frame in document.Frames)
        {
            text.Append($"### {Md.Text(frame.Title)}\n\n");
            Facts(text, frame.Facts);
            Rows(text, frame.Rows);
        }

        text.Append("## Messages\n\n");
        Md.Table(text, ["Id", "Message", "Sent by", "Bytes", "Meaning"], protocol.Messages.Select(message =>
            (string[])[Md.Code(MessageFacts.Id(message, protocol)), Md.Text(message.SchemaName), MessageFacts.Sender(message.From), SizeWords.Of(message.Layout), Md.Text(message.Doc ?? "")]));
        foreach (var section in document.Messages) Message(text, section, protocol);
        if (document.Structures.Count > 0) text.Append("## Structs\n\n");
        foreach (var section in document.Structures)
        {
            text.Append($"### {Md.Text(section.Structure.SchemaName)}\n\n");
            if (section.Structure.Doc is { } about) text.Append($"{Md.Text(about)}\n\n");
            Rows(text, section.Rows);
        }

        Bits(text, protocol, types);
        Enums(text, protocol, types);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Message(StringBuilder text, MessageSection section, Protocol protocol)
    {
        var message = section.Message;
        text.Append($"### {Md.Text(message.SchemaName)}\n\n");
        if (message.Doc is { } doc) text.Append($"{Md.Text(doc)}\n\n");
        Facts(text, [new("Id", MessageFacts.Id(message, protocol)), new("Sent by", MessageFacts.Sender(message.From)), .. section.Facts, .. FieldRows.LifeOf(message.Life).Select(life => new Fact("Life", life))]);
        if (section.Rows.Count == 0) text.Append("The body is empty.\n\n");
        Rows(text, section.Rows);
        foreach (var vector in section.Vectors)
        {
            text.Append($"```text\n{NumberWords.Dump(vector.Wire ?? vector.Bytes)}\n```\n\n");
            if (vector.Refusal is { } refusal) text.Append($"Must be refused: {Md.Text(refusal)}.\n\n");
            else Md.Table(text, ["Offset", "Bytes", "Field", "Value"], vector.Pieces.Where(piece => piece.IsLeaf).Select(piece =>
                (string[])[NumberWords.Of(piece.Offset), Md.Code(NumberWords.Dump(vector.Bytes.Skip(piece.Offset).Take(piece.Length))), Md.Code(piece.Name), Md.Text(piece.Value)]));
        }
    }

    private static void Facts(StringBuilder text, IReadOnlyList<Fact> facts)
    {
        foreach (var fact in facts) text.Append($"- **{Md.Text(fact.Name)}**: {Md.Text(fact.Text)}\n");
        if (facts.Count > 0) text.Append('\n');
    }

    private static void Rows(StringBuilder text, IReadOnlyList<FieldRow> rows)
    {
        if (rows.Count == 0) return;
        Md.Table(text, ["Offset", "Size", "Field", "Type", "Meaning"], rows.Select(row => (string[])
        [
            Md.Text(row.Offset), Md.Text(row.Size), row.Kind is RowKind.Case or RowKind.Part ? "↳ " + Md.Code(row.Name) : Md.Code(row.Name), Md.Code(row.Type.ToString()), Md.Text(Meaning(row)),
        ]));
    }

    private static string Meaning(FieldRow row)
    {
        IEnumerable<string> parts =
        [
            .. row.Unit is { } unit ? [$"in {unit}"] : Array.Empty<string>(), .. row.Range is { } range ? [range] : Array.Empty<string>(), .. row.Notes, .. row.Life,
        ];
        var notes = string.Join("; ", parts);
        return row.Doc is null ? notes : notes.Length == 0 ? row.Doc : $"{row.Doc} ({notes})";
    }

    private static void Bits(StringBuilder text, Protocol protocol, TypeWords types)
    {
        if (protocol.Bits.Count > 0) text.Append("## Bits\n\n");
        foreach (var bits in protocol.Bits)
        {
            text.Append($"### {Md.Text(bits.Name)}\n\n{Md.Code(types.Number(bits.Underlying))}{(bits.Doc is { } doc ? $": {Md.Text(doc)}" : "")}\n\n");
            Md.Table(text, ["Bits", "Part", "Type", "Meaning"], bits.Parts.Select(part => (string[])
            [
                part.Width == 1 ? NumberWords.Of(part.Low) : $"{part.Low}..{part.Low + part.Width - 1}", Md.Code(part.Name), Md.Code(part.Enum ?? (part.IsBool ? "bool" : "number")), Md.Text(part.Doc ?? ""),
            ]));
        }
    }

    private static void Enums(StringBuilder text, Protocol protocol, TypeWords types)
    {
        if (protocol.Enums.Count > 0) text.Append("## Enums\n\n");
        foreach (var type in protocol.Enums)
        {
            text.Append($"### {Md.Text(type.Name)}\n\n{Md.Code(types.Number(type.Underlying))}{(type.IsFlags ? ", may be combined" : "")}{(type.Doc is { } doc ? $": {Md.Text(doc)}" : "")}\n\n");
            Md.Table(text, ["Value", "Name", "Meaning"], type.Members.Select(member => (string[])[member.Value.ToString(), Md.Code(member.SchemaName), Md.Text(member.Doc ?? "")]));
        }
    }
}
