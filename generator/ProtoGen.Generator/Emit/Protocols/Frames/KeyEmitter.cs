using ProtoGen.Generator.Emit.Messages;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>From what a frame says to the key of its message, and back.</summary>
internal static class KeyEmitter
{
    /// <summary>Writes what finds the key of a frame.</summary>
    /// <returns>The expression of the key.</returns>
    public static string Read(SourceWriter writer, FramingPlan plan, Frame frame, FieldCode code, HeadReader reader)
    {
        foreach (var field in frame.Ids.Select(path => frame.Field(path.Field)).Distinct())
        {
            writer.Space();
            writer.Line(code.Comment(field));
        }

        if (plan.KeysAreIds)
        {
            var id = reader.Number(frame.Ids[0]);
            if (frame.Field(frame.Ids[0].Field).Type is VarintType varint) id = $"unchecked((long)({IntegerEmitter.CSharp(varint.Value)}){id})";
            else if (IntegerOf(frame, frame.Ids[0]) is { Size: 8, Signed: false }) id = $"unchecked((long){id})";
            if (!frame.Fields.Any(field => field.Derivation is CheckDerivation { HasExtra: true })) return id;
            writer.Line($"long key = {id};");
            return "key";
        }

        var keys = plan.KeysIn(frame);
        var headers = keys.SelectMany(key => key.Header).Select(value => value.Field).Distinct().ToList();
        var parts = frame.Ids.Select(reader.Number).Concat(headers.Select(name => reader.Number(Path(name)))).ToList();
        var rows = keys.Where(key => !key.CatchesUnknown)
            .GroupBy(key => key.Key).Select(same => same.First())
            .OrderByDescending(key => key.Header.Count).ToList();
        if (parts.Count == 0) return rows.Count > 0 ? $"{rows[0].Key}L" : "0L";

        writer.Line($"var key = {(parts.Count == 1 ? parts[0] : $"({string.Join(", ", parts)})")} switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var row in rows)
            {
                var pattern = row.Ids.Select((id, index) => IntegerEmitter.Literal(IntegerOf(frame, frame.Ids[index]), id))
                    .Concat(headers.Select(name => Pattern(row, name)))
                    .ToList();
                writer.Line($"{(pattern.Count == 1 ? pattern[0] : $"({string.Join(", ", pattern)})")} => {row.Key}L,   // {row.Message}");
            }

            WriteUnknown(writer, keys, frame, headers, reader);
        }

        writer.Line("};");
        return "key";
    }

    /// <summary>Ids that no message has go into the key of the one that stands for them; those of the header values it sets come first.</summary>
    private static void WriteUnknown(SourceWriter writer, IReadOnlyList<FrameKey> keys, Frame frame, List<string> headers, HeadReader reader)
    {
        var rows = keys.Where(key => key.CatchesUnknown)
            .GroupBy(key => key.Key).Select(same => same.First())
            .OrderByDescending(key => key.Header.Count).ThenBy(key => key.Variant is null).ToList();
        foreach (var row in rows)
        {
            var placed = row.UnknownId.Select((part, index) => UnknownKey.Place($"unchecked((long){reader.Number(frame.Ids[index])})", part));
            var pattern = frame.Ids.Select(_ => "_").Concat(headers.Select(name => Pattern(row, name))).ToList();
            writer.Line($"{(row.Header.Count == 0 ? "_" : $"({string.Join(", ", pattern)})")} => {row.Key}L | {string.Join(" | ", placed)},   // {row.Message}");
            if (row.Header.Count == 0) return;
        }

        writer.Line("_ => 0L,");
    }

    private static string Pattern(FrameKey row, string header) => row.Header.FirstOrDefault(value => value.Field == header) is { } value ? Number(value.Value).ToString() : "_";

    /// <summary>The expression of one number of the id of a key.</summary>
    public static string Id(FramingPlan plan, Frame frame, int index)
    {
        var type = IntegerOf(frame, frame.Ids[index]);
        if (plan.KeysAreIds) return "key";

        var keys = plan.KeysIn(frame);
        var unknown = keys.FirstOrDefault(key => key.CatchesUnknown) is { } any ? $"unchecked(({IntegerEmitter.CSharp(type)}){UnknownKey.Part("key", any.UnknownId[index])})" : "0";
        var rows = keys.Where(key => !key.CatchesUnknown).GroupBy(key => key.Key).Select(same => same.First()).ToList();
        var values = rows.Select(row => IntegerEmitter.Literal(type, row.Ids[index])).ToList();
        if (values.Distinct().Count() == 1 && unknown == "0") return values[0];
        var arms = rows.Select((row, at) => $"{row.Key} => {values[at]}");
        return $"(key switch {{ {string.Join(", ", arms)}, _ => {unknown} }})";
    }

    /// <summary>The path of a header value that a message sets.</summary>
    public static OwnValue Path(string name) => new(name.Split('.').ToEquatableArray());

    /// <summary>The number of a header value that a message sets.</summary>
    public static WireInteger Number(FieldValue value) => value switch
    {
        IntegerValue integer => integer.Value,
        BoolValue truth => new(truth.Value ? 1L : 0L),
        TextValue { Value: [var character] } => new((long)character),
        _ => throw new NotSupportedException($"{value} is no number."),
    };

    private static IntegerType IntegerOf(Frame frame, OwnValue path) => FieldCode.Integer(frame.Field(path.Field).Type)!;
}
