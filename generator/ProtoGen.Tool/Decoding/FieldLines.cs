using System.Globalization;
using System.Text;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Values;
using ProtoGen.Tool.Values.Shown;

namespace ProtoGen.Tool.Decoding;

/// <summary>What stands in one line of a frame.</summary>
/// <param name="Indent">How deep it stands.</param>
/// <param name="Name">The field, element or part.</param>
/// <param name="Offset">Where its bytes begin.</param>
/// <param name="Bytes">How many bytes the line shows; what a struct or a list holds has lines of its own.</param>
internal sealed record FieldLine(string Indent, string Name, int Offset, int Bytes)
{
    public string? Value { get; init; }

    /// <summary>The field whose meaning is told here; null for a part.</summary>
    public DecodedField? Field { get; init; }

    /// <summary>The enum of a part, and its number.</summary>
    public string? Enum { get; init; }

    public FieldValue? Raw { get; init; }

    /// <summary>What it is written from.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it is what it has to be.</summary>
    public TracedJudgement? Judgement { get; init; }
}

/// <summary>Lays the fields of a frame out in lines.</summary>
internal sealed class FieldLines(Protocol protocol)
{
    public IReadOnlyList<FieldLine> Of(DecodedFrame frame)
    {
        var lines = new List<FieldLine>();
        for (var index = 0; index < frame.Fields.Count; index++)
        {
            var field = frame.Fields[index];
            var inside = frame.Fields.Skip(index + 1).TakeWhile(next => next.Depth > field.Depth && next.Path.StartsWith(field.Path, StringComparison.Ordinal)).ToList();
            if (field is { Type: ListType, IsWhole: true } && inside.TrueForAll(element => element.Type is not (StructType or ListType or BitsFieldType or CodecType)))
            {
                lines.Add(Line(field, field.Length, Text(field.Raw)));
                index += inside.Count;
            }
            else if (field.IsContainer)
            {
                var before = inside.Count > 0 ? inside[0].Offset - field.Offset : field.Length;
                lines.Add(Line(field, before, field.Raw is ListValue list ? $"{list.Items.Count} elements" : field.IsWhole ? null : "…"));
            }
            else
            {
                lines.Add(Line(field, field.Length, !field.IsWhole ? "…" : field.Raw is StructValue or CaseValue { Value: StructValue } ? null : Text(field)));
                if (field.Raw is StructValue parts) lines.AddRange(Parts(field, parts));
            }
        }

        return lines;
    }

    private static FieldLine Line(DecodedField field, int bytes, string? value) => new(new string(' ', 2 * field.Depth), field.Name, field.Offset, bytes)
    {
        Value = value,
        Field = field,
        Source = TypeText.Of(field.Field?.Derivation) ?? (field.Type is CodecType codec ? $"for {codec.Codec} alone to read" : null),
        Judgement = field.Judgements.FirstOrDefault(judgement => judgement.Path.EndsWith(field.Name, StringComparison.Ordinal)),
    };

    private IEnumerable<FieldLine> Parts(DecodedField field, StructValue parts) => parts.Fields.Select(part => new FieldLine(
        new string(' ', (2 * field.Depth) + 2), part.Field.TrimStart('*'), field.Offset + field.Length, 0)
    {
        Value = part.Value.ToString(),
        Raw = part.Value,
        Enum = field.Type is BitsFieldType bits ? protocol.BitsOf(bits).Parts.FirstOrDefault(known => known.Name == part.Field)?.Enum : null,
        Source = TypeText.Of(field.Field?.DerivedParts.FirstOrDefault(known => known.Part == part.Field)?.Derivation),
        Judgement = field.Judgements.FirstOrDefault(judgement => judgement.Path.EndsWith("." + part.Field, StringComparison.Ordinal)),
    });

    private static string Text(DecodedField field) => field is { Type: SwitchType choice, Raw: CaseValue { Value: null } held }
        ? choice.AllCases.FirstOrDefault(known => known.Name == held.Case)?.SchemaName ?? held.Case
        : Text(field.Raw);

    private static string Text(FieldValue value) => value switch
    {
        TextValue text => '"' + Escape(text.Value) + '"',
        CaseValue held => held.Value is null ? held.Case : Text(held.Value),
        ListValue list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        _ => value.ToString()!,
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsControl(character)) escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else escaped.Append(character is '"' or '\\' ? $"\\{character}" : character.ToString());
        }

        return escaped.ToString();
    }
}
