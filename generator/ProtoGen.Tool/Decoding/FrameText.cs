using System.Globalization;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Shown;
using Spectre.Console;

namespace ProtoGen.Tool.Decoding;

/// <summary>A frame for people: a line a field, with its offset, its bytes, its name, its value and what that means.</summary>
internal sealed class FrameText(Protocol protocol, Terminal terminal, bool isFull)
{
    private const int BytesPerLine = 12;
    private const int MostLines = 4;
    private static readonly Color[] Colors = [Color.Aqua, Color.Yellow, Color.Lime, Color.Fuchsia, Color.Orange1, Color.SkyBlue1];
    private readonly FieldLines _fields = new(protocol);
    private readonly MeaningText _meanings = new(protocol);
    private readonly ColoredLines _lines = new(terminal);

    public void Write(DecodedFrame frame, int number)
    {
        WriteTitle(frame, number);
        var covered = 0;
        var color = 0;
        var lines = _fields.Of(frame);
        var width = Math.Clamp(lines.Count == 0 ? 0 : lines.Max(line => line.Indent.Length + line.Name.Length), 8, 40);
        foreach (var line in lines)
        {
            if (line.Offset > covered) WriteBytes(frame, covered, line.Offset - covered, Color.Grey, "");
            var style = line.Bytes == 0 ? Color.Default : Colors[color++ % Colors.Length];
            WriteBytes(frame, line.Offset, line.Bytes, style, $"{(line.Indent + line.Name).PadRight(width)}  {Describe(line)}");
            covered = Math.Max(covered, line.Offset + line.Bytes);
        }

        if (covered < frame.Wire.Length) WriteBytes(frame, covered, frame.Wire.Length - covered, Color.Grey, "");
        foreach (var problem in frame.Problems) WriteProblem(problem);
        foreach (var note in frame.Notes) _lines.Write(Color.Grey, "  note: " + note);
        _lines.End();
    }

    private void WriteTitle(DecodedFrame frame, int number)
    {
        var side = frame.From == Direction.Client ? "client" : "server";
        var what = frame.Message?.SchemaName ?? "?";
        if (frame.Alternatives.Count > 0) what += $" (or {string.Join(", ", frame.Alternatives)})";
        if (frame.Variant is { } variant) what += $" [{variant}]";
        var where = frame.Captured is { } captured
            ? string.Create(CultureInfo.InvariantCulture, $"{captured.Time.UtcDateTime:HH:mm:ss.ffffff}  {(frame.From == Direction.Client ? $"{captured.Client} > {captured.Server}" : $"{captured.Server} > {captured.Client}")}, ")
            : "";
        _lines.Write(frame.IsGood ? Color.Green : Color.Red, $"#{number} {side}: {what}", Color.Default, $"  {where}{frame.Wire.Length} bytes at {frame.Offset}{(frame.IsGood ? "" : ", bad")}");
    }

    private void WriteBytes(DecodedFrame frame, int offset, int count, Color color, string text)
    {
        count = Math.Min(count, frame.Wire.Length - offset);
        for (var line = 0; line == 0 || line * BytesPerLine < count; line++)
        {
            var at = offset + (line * BytesPerLine);
            if (line == MostLines && !isFull && count > (MostLines + 1) * BytesPerLine)
            {
                _lines.Write(Color.Grey, $"        … {count - (line * BytesPerLine)} bytes more");
                return;
            }

            var hex = string.Join(" ", frame.Wire.Skip(at).Take(Math.Max(0, Math.Min(BytesPerLine, offset + count - at))).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
            _lines.Write(Color.Grey, $"  {at:x4}  ", color, hex.PadRight((BytesPerLine * 3) + 1), color, line == 0 ? text : "");
        }
    }

    private void WriteProblem(FrameProblem problem)
    {
        var where = problem.Path.Length > 0 ? $"'{problem.Path}' at byte {problem.Offset}" : $"the frame, at byte {problem.Offset},";
        var facts = problem.Expected is null || problem.Text.Contains(problem.Expected, StringComparison.Ordinal) ? "" : $" (expected {problem.Expected}{(problem.Found is null ? "" : $", found {problem.Found}")})";
        _lines.Write(Color.Red, $"  error: {where} {problem.Text}{facts}");
    }

    private string Describe(FieldLine line)
    {
        var text = line.Value is null ? "" : isFull ? line.Value : Cut(line.Value);
        if (line.Field is { IsNull: true }) text += "  (null)";
        if (line.Field is { } field && _meanings.Of(field.Type, field.Field?.Meaning, field.Raw) is { } meaning) text += "  " + meaning;
        if (line.Enum is { } named && line.Raw is { } raw && _meanings.NameOf(named, raw) is { } name) text += "  " + name;
        if (line.Source is { } source) text += source == TypeText.Constant ? "  " + source : "  = " + source;
        if (line.Judgement is { } judgement) text += judgement.Holds ? (terminal.IsInteractive ? " ✓" : " ok") : $" {(terminal.IsInteractive ? "✗" : "WRONG")}, must be {judgement.Expected}";
        return text;
    }

    private static string Cut(string text) => text.Length <= 120 ? text : text[..117] + "…";
}
