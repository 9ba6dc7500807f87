using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary><c>ReadHead</c>: the length is judged before anything is waited for, let alone buffered.</summary>
internal static class ReadHeadEmitter
{
    public static void Write(SourceWriter writer, Frame frame)
    {
        var length = frame.Length!;
        var known = length.Offset + length.Type.Size;
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static {FrameStatus} ReadHead({Bytes} input, int maxFrameBytes, out {FrameHead} head)");
        writer.Line($"head = default;\nif (input.Length < {known}) return {FrameStatus}.NeedMore;");

        var marks = frame.Fields.OfType<ConstantField>().ToList();
        var early = marks.Where(mark => !mark.AfterBody && mark.Offset + mark.Type.Size <= known).ToList();
        foreach (var mark in early) WriteMark(writer, mark, Literals.Number(mark.Offset));
        WriteLength(writer, frame, length);
        foreach (var mark in marks.Except(early))
            WriteMark(writer, mark, mark.AfterBody ? $"length - {frame.TailSize - mark.Offset}" : Literals.Number(mark.Offset));
        WriteId(writer, frame);
    }

    private static void WriteLength(SourceWriter writer, Frame frame, LengthField length)
    {
        var read = new IntegerEmitter(length.Type).Read(new Place("input", Literals.Number(length.Offset), length.Type.Size));
        writer.Space();
        writer.Line(FramingEmitter.Comment(length));
        if (length.Type is { Size: 8, Signed: false })
            writer.Line($"if ({read} > int.MaxValue) return {FrameStatus}.TooLarge;");
        writer.Line(length.Type is { Size: 8, Signed: false } ? $"var announced = (long){read};" : $"long announced = {read};");

        // Below what it counts beside the body, the body would be negative.
        if (length.Type.Signed || length.Extra > 0) writer.Line($"if (announced < {Math.Max(length.Extra, 0)}) return {FrameStatus}.Malformed;");
        var around = frame.HeadSize + frame.TailSize - length.Extra;
        if (length.Type.Size == 8) writer.Line($"if (announced > maxFrameBytes) return {FrameStatus}.TooLarge;");
        writer.Line($$"""
            var total = announced{{around switch { 0 => "", > 0 => $" + {around}", _ => $" - {-around}" }}};
            if (total > maxFrameBytes) return {{FrameStatus}}.TooLarge;
            var length = (int)total;
            if (length > input.Length)
            {
                head = new {{FrameHead}}(length, 0, 0, 0);
                return {{FrameStatus}}.NeedMore;
            }
            """);
    }

    private static void WriteMark(SourceWriter writer, ConstantField mark, string offset)
    {
        writer.Space();
        writer.Line(FramingEmitter.Comment(mark));
        var read = new IntegerEmitter(mark.Type).Read(new Place("input", offset, mark.Type.Size));
        writer.Line($"if ({read} != {IntegerEmitter.Literal(mark.Type, mark.Value)}) return {FrameStatus}.Malformed;");
    }

    private static void WriteId(SourceWriter writer, Frame frame)
    {
        var id = frame.Id!;
        var offset = id.AfterBody ? $"length - {frame.TailSize - id.Offset}" : Literals.Number(id.Offset);
        var read = new IntegerEmitter(id.Type).Read(new Place("input", offset, id.Type.Size));
        writer.Space();
        writer.Line(FramingEmitter.Comment(id));
        writer.Line($"head = new {FrameHead}(length, {(id.Type is { Size: 8, Signed: false } ? $"unchecked((long){read})" : read)}, {frame.HeadSize}, length - {frame.HeadSize + frame.TailSize});");
        writer.Line($"return {FrameStatus}.Frame;");
    }
}
