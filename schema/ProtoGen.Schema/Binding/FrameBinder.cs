using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds the frame: what its fields do, whether it has all it needs, and where they stand.</summary>
internal static class FrameBinder
{
    private const int DefaultMaxSize = 64 * 1024;

    public static BoundFrame? Bind(FrameSyntax syntax, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var maxSize = Settings.ByteCount(syntax.MaxSize, "maxSize", scope.Diagnostics) ?? DefaultMaxSize;
        var parts = syntax.Layout.Select(field => FramePartBinder.Bind(field, scope)).ToArray();
        if (parts.Contains(null)) return null;

        RequireParts(parts.OfType<FramePart>(), syntax.At, scope.Diagnostics);
        if (scope.Diagnostics.ErrorCount > errors) return null;

        var frame = FramePlacer.Place([.. parts.OfType<FramePart>()], maxSize, scope.Diagnostics);
        if (scope.Diagnostics.ErrorCount > errors) return null;

        var maxSizeAt = (syntax.MaxSize?.Span).GetValueOrDefault(syntax.At);
        var overhead = frame.HeadSize + frame.TailSize;
        if (overhead > maxSize)
        {
            scope.Diagnostics.Report(
                Rules.FrameTooSmall,
                maxSizeAt,
                $"The frame takes {overhead} bytes without a body, more than its maxSize of {maxSize}; raise maxSize");
            return null;
        }

        var length = parts.First(part => part!.Kind == FramePartKind.Length)!;
        return new(frame, maxSizeAt, length.Syntax.Type!.Whole.Span);
    }

    private static void RequireParts(IEnumerable<FramePart> parts, SourceSpan layout, DiagnosticBag diagnostics)
    {
        Require(FramePartKind.Body, "body", "write 'body:' where the message stands");
        Require(FramePartKind.Length, "length", "a frame without a length, as in 'length: u16 = bytes(id..body)', is not supported by this version yet");
        Require(FramePartKind.Id, "id", "a frame without an id, as in 'id: u8', is not supported by this version yet");

        void Require(FramePartKind kind, string name, string remedy)
        {
            var found = parts.Where(part => part.Kind == kind).ToArray();
            if (found.Length == 0) diagnostics.Report(Rules.FrameShape, layout, $"The frame has no {name}; {remedy}");
            foreach (var second in found.Skip(1))
            {
                diagnostics.Report(
                    Rules.FrameShape,
                    second.Syntax.Key.Span,
                    $"The frame has a second {name} '{second.Name}' beside '{found[0].Name}'; keep one");
            }
        }
    }
}
