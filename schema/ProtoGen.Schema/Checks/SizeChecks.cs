using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;

namespace ProtoGen.Schema.Checks;

/// <summary>
/// A message that can never be sent is a mistake of the schema. Only the bytes it always needs count:
/// what a long text or a big file adds is checked when it is encoded.
/// </summary>
internal static class SizeChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        if (schema.Frame is not { } frame) return;
        foreach (var message in schema.Messages.Where(message => !message.IsBroken))
        {
            var errors = diagnostics.ErrorCount;
            Check(message, frame, diagnostics);
            if (diagnostics.ErrorCount > errors) message.IsBroken = true;
        }
    }

    private static void Check(BoundMessage message, BoundFrame bound, DiagnosticBag diagnostics)
    {
        var frame = bound.Frame;
        var length = frame.Length!;
        var body = message.Fields.Sum(field => BodySizes.Min(field.Field!));
        var announced = body + length.Extra;
        var whole = body + frame.HeadSize + frame.TailSize;

        if (announced < 0)
        {
            diagnostics.Report(
                Rules.NegativeLength,
                message.Syntax.Key.Span,
                $"Field '{length.Name}' of the frame would be {announced} for '{message.SchemaName}', whose body can be as small as " +
                $"{body}; correct what is subtracted from the length");
        }
        else if ((ulong)announced > length.Type.Max.Bits)
        {
            diagnostics.Report(
                Rules.LengthTooNarrow,
                bound.LengthTypeAt,
                $"The {length.Type.Name} length prefix holds at most {length.Type.Max} bytes but '{message.SchemaName}' can need " +
                $"{announced}; use {WideEnough(announced)} or lower the size of '{Largest(message)}'");
        }
        else if (whole > frame.MaxSize)
        {
            diagnostics.Report(
                Rules.FrameTooSmall,
                message.Syntax.Key.Span,
                $"{message.Title} needs a frame of {whole} bytes, more than the maxSize of {frame.MaxSize}; raise maxSize or lower the " +
                $"size of '{Largest(message)}'");
        }
    }

    private static string WideEnough(long size) => size <= ushort.MaxValue ? "u16" : "u32";

    private static string Largest(BoundMessage message) =>
        message.Fields.OrderByDescending(field => BodySizes.Min(field.Field!)).FirstOrDefault()?.Syntax.Key.Text ?? message.SchemaName;
}
