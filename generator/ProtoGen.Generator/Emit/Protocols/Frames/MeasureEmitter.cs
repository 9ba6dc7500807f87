using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>The end of a frame without a length: where the view of its message finds the end of the last field.</summary>
internal static class MeasureEmitter
{
    /// <summary>Writes the statements that find the length of a frame whose key is known.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="plan">The framing.</param>
    /// <param name="frame">The layout.</param>
    /// <param name="key">The expression of the key.</param>
    /// <param name="reader">What is known of the fields before the body.</param>
    public static void WriteLength(SourceWriter writer, FramingPlan plan, Frame frame, string key, HeadReader reader)
    {
        var rows = plan.KeysIn(frame).GroupBy(row => row.Key).Select(same => same.First()).ToList();
        var limit = $"maxFrameBytes{(frame.TailSize == 0 ? "" : $" - {frame.TailSize}")}";
        writer.Space();
        writer.Line($"// {frame.Body.Name}: ends where the fields of its message end");
        writer.Line($"var end = {reader.Position};");
        if (rows.Any(row => row.BodySize is null)) writer.Line($"var content = {FrameMeasure}.Content(input, end, {limit});");
        writer.Line($"var measured = {key} switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var row in rows)
            {
                writer.Line(row.BodySize is { } size
                    ? $"{row.Key} => {FrameMeasure}.Skip(input, ref end, {size}),   // {row.Message}"
                    : $"{row.Key} => {FrameMeasure}.Find(global::{plan.Namespace}.{row.Message}.View.TryParse(content, {Outer(frame, row, reader)}out _, out var error), in error, content, ref end),");
            }

            writer.Line($"_ => {FrameStatus}.Malformed,   // nobody knows where an unknown message ends");
        }

        writer.Line("};");
        writer.Line($$"""
            if (measured == {{FrameStatus}}.Malformed) return measured;
            if (end > {{limit}}) return {{FrameStatus}}.TooLarge;
            var length = end{{(frame.TailSize == 0 ? "" : $" + {frame.TailSize}")}};
            if (length > input.Length)
            {
                head = new {{FrameHead}}(length, 0, 0, 0);
                return {{FrameStatus}}.NeedMore;
            }
            """);
    }

    private static string Outer(Frame frame, FrameKey row, HeadReader reader) => row.Parameters.Count == 0 ? ""
        : $"new {WireOuter}(0, {string.Join(", ", row.Parameters.Select(parameter => Value(frame, KeyEmitter.Path(parameter.Name), reader)))}), ";

    private static string Value(Frame frame, OwnValue path, HeadReader reader) =>
        frame.Head.Any(field => field.Name == path.Field) ? $"unchecked((long)({reader.Number(path)}))" : "0L";
}
