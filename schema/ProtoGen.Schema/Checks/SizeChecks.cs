using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>
/// A message that can never be sent is a mistake of the schema. Only the bytes it always needs count:
/// what a long text or a big file adds is checked when it is encoded.
/// </summary>
internal static class SizeChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        foreach (var message in schema.Messages.Where(message => !message.IsBroken && message.Selector is not null))
        {
            // One layout that holds it is enough.
            var findings = message.Selector!.Layouts.Select(layout => Judge(message, layout)).ToList();
            if (findings.Contains(null)) continue;

            var (rule, at, text) = findings[0]!.Value;
            diagnostics.Report(rule, at, text);
            message.IsBroken = true;
        }
    }

    private static (DiagnosticRule Rule, Text.SourceSpan At, string Text)? Judge(BoundMessage message, BoundLayout layout)
    {
        var frame = layout.Frame;
        var body = message.Fields.Sum(field => BodySizes.Min(field.Field!));
        var whole = body + frame.MinHeadSize + frame.TailSize;
        if (frame.Extent is LengthExtent length && FrameSizes.IntegerOf(frame, length.Source) is { } type && length.Source.Path.Count == 1)
        {
            var announced = length.Steps.Apply(body + FrameSizes.CountedBeside(frame, length)) ?? 0;
            if (announced < 0)
            {
                return (
                    Rules.NegativeLength,
                    message.Syntax.Key.Span,
                    $"Field '{length.Source}' of the frame would be {announced} for '{message.SchemaName}', whose body can be as small as " +
                    $"{body}; correct what is subtracted from the length");
            }

            if ((ulong)announced > type.Max.Bits)
            {
                return (
                    Rules.LengthTooNarrow,
                    layout.LengthAt,
                    $"The {type.Name} length prefix holds at most {type.Max} bytes but '{message.SchemaName}' can need " +
                    $"{announced}; use {WideEnough(announced)} or lower the size of '{Largest(message)}'");
            }
        }

        if (whole <= frame.MaxSize) return null;
        return (
            Rules.FrameTooSmall,
            message.Syntax.Key.Span,
            $"{message.Title} needs a frame of {whole} bytes, more than the maxSize of {frame.MaxSize}; raise maxSize or lower the " +
            $"size of '{Largest(message)}'");
    }

    private static string WideEnough(long size) => size <= ushort.MaxValue ? "u16" : "u32";

    private static string Largest(BoundMessage message) =>
        message.Fields.OrderByDescending(field => BodySizes.Min(field.Field!)).FirstOrDefault()?.Syntax.Key.Text ?? message.SchemaName;
}
