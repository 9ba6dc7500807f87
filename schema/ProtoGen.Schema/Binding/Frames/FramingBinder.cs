using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds one framing: its layouts, what tells them apart, and what happens to the bytes of a whole frame.</summary>
internal static class FramingBinder
{
    private const int DefaultMaxSize = 64 * 1024;

    public static BoundFraming? Bind(FrameSyntax syntax, string name, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var maxSize = Settings.ByteCount(syntax.MaxSize, "maxSize", scope.Diagnostics) ?? DefaultMaxSize;
        var escape = EscapeBinder.Bind(syntax.Escape, scope.Diagnostics);
        var framer = BodyChangeBinder.TypeOf(syntax.Framer, "'framer'", scope.Diagnostics);
        var maxSizeAt = (syntax.MaxSize?.Span).GetValueOrDefault(syntax.Layouts[0].At);
        var layouts = new List<BoundLayout>();
        foreach (var layout in syntax.Layouts)
        {
            if (LayoutBinder.Bind(layout, new(name, maxSize, maxSizeAt, syntax.Escape is not null || syntax.Framer is not null), scope) is { } bound)
                layouts.Add(bound);
        }

        if (scope.Diagnostics.ErrorCount > errors || layouts.Count < syntax.Layouts.Count) return null;
        if (layouts.Count > 1) layouts = MarkBinder.Bind(layouts, scope);

        var framing = new Framing
        {
            Variants = layouts.Select(layout => layout.Frame).ToEquatableArray(),
            Escape = escape,
            MaxWireSize = Settings.ByteCount(syntax.MaxWireSize, "maxWireSize", scope.Diagnostics),
            Framer = framer,
            Transform = BodyChangeBinder.Bind(syntax.Transform, "transform", layouts, scope),
            Reassembly = BodyChangeBinder.Bind(syntax.Reassemble, "reassemble", layouts, scope),
            Resync = Settings.Resync(syntax.Resync, scope.Diagnostics) ?? Resync.Close,
            Pad = BindPad(syntax.Layouts, layouts, scope),
        };
        RequireFlag(syntax, framing, scope.Diagnostics);
        RefuseTwoForms(syntax, framing, scope.Diagnostics);
        return scope.Diagnostics.ErrorCount > errors ? null : new(framing, layouts, maxSizeAt);
    }

    /// <summary>Bytes are skipped up to something that begins frames; there must be such a thing.</summary>
    private static void RequireFlag(FrameSyntax syntax, Framing framing, DiagnosticBag diagnostics)
    {
        if (framing.Resync == Resync.Magic && framing.Escape is null && framing.Framer is null && framing.Variants.Any(frame => !FrameMarks.BeginsWithConstant(frame)))
        {
            diagnostics.Report(
                Rules.FrameShape,
                syntax.Resync!.Span,
                "'resync: magic' looks for the constant that a frame begins with, but the first field of the layout is none");
        }

        if (syntax.MaxWireSize is { } size && framing.Escape is null && framing.Framer is null)
            diagnostics.Report(Rules.FrameShape, size.Span, "'maxWireSize' limits escaped frames, but the frame has no 'escape'; use 'maxSize'");
    }

    private static void RefuseTwoForms(FrameSyntax syntax, Framing framing, DiagnosticBag diagnostics)
    {
        if (syntax.Framer is { } framer && syntax.Escape is not null)
            diagnostics.Report(Rules.FrameShape, framer.Span, "The frame has a 'framer' beside 'escape', but only one of them can find its end; leave one out");
        if (syntax.Transform is { } transform && framing.Pad is not null)
            diagnostics.Report(Rules.FrameShape, transform.At, "The frame has a 'transform' beside a 'pad' of the body; let the type of 'transform' do both");
    }

    private static BodyPad? BindPad(IReadOnlyList<LayoutSyntax> layouts, IReadOnlyList<BoundLayout> bound, BindingScope scope)
    {
        var body = layouts.SelectMany(layout => layout.Fields).FirstOrDefault(field => field.Pad is not null);
        if (body is null) return null;
        if (bound.Any(layout => layout.Frame.Extent is BodyExtent))
        {
            scope.Diagnostics.Report(
                Rules.OpenEnd,
                body.Pad!.Span,
                "The frame has no length, so nobody could tell a body that lacks its last bytes from one of which more will come; give the frame a length, or leave out 'pad'");
        }

        var value = Settings.Byte(body.Pad, scope.Diagnostics);
        var min = body.Min is null ? 0 : Settings.Count(body.Min, "min", scope.Diagnostics);
        return value is { } pad && min is { } least ? new(pad, least) : null;
    }
}

/// <summary>What a layout takes from the framing around it.</summary>
/// <param name="Name">What the framing is called in C#.</param>
/// <param name="MaxSize">The largest frame.</param>
/// <param name="MaxSizeAt">Where that was written.</param>
/// <param name="IsEscaped">Whether something else than the layout finds the end of frames: a flag, or a framer.</param>
internal sealed record LayoutSite(string Name, int MaxSize, Text.SourceSpan MaxSizeAt, bool IsEscaped);
