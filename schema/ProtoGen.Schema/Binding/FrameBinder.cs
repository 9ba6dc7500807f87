using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds the frame: places its fields and finds out what the length counts.</summary>
internal static class FrameBinder
{
    private const int DefaultMaxSize = 64 * 1024;
    private const string Supported = "this version supports 'length: uN = bytes(a..b)', 'id', 'body' and integer constants such as 'start: u16 = 0x7878'";

    public static BoundFrame? Bind(FrameSyntax syntax, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var maxSize = Settings.ByteCount(syntax.MaxSize, "maxSize", scope.Diagnostics) ?? DefaultMaxSize;
        var parts = syntax.Layout.Select(field => BindPart(field, scope)).ToArray();
        if (parts.Contains(null)) return null;

        RequireParts(parts.OfType<Part>(), syntax.At, scope.Diagnostics);
        if (scope.Diagnostics.ErrorCount > errors) return null;

        var frame = Place([.. parts.OfType<Part>()], maxSize, scope.Diagnostics);
        if (scope.Diagnostics.ErrorCount > errors) return null;

        var maxSizeAt = (syntax.MaxSize?.Span).GetValueOrDefault(syntax.At);
        var overhead = frame.HeadSize + frame.TailSize;
        if (overhead > maxSize)
        {
            scope.Diagnostics.Report(Rules.FrameTooSmall, maxSizeAt, $"The frame takes {overhead} bytes without a body, more than its maxSize of {maxSize}; raise maxSize");
            return null;
        }

        var length = parts.First(part => part!.Kind == PartKind.Length)!;
        return new(frame, maxSizeAt, length.Syntax.Type!.Whole.Span);
    }

    private static Part? BindPart(FieldSyntax syntax, BindingScope scope)
    {
        var name = syntax.Key.Text;
        if (syntax.IsBroken) return null;
        if (syntax.Type is null && name == "body") return new(syntax, PartKind.Body, null, null);
        if (syntax.Type is null) return Refuse(syntax.Key.Span, $"Field '{name}' of the frame has no type; {Supported}", scope);

        var text = syntax.Type.Whole;
        if (name == "body") return Refuse(text.Span, "The body of the frame takes no type; write 'body:' alone", scope);
        if (IntegerTypes.Parse(text.Text, scope.Order) is not { } type) return BindUnknown(syntax, scope);

        if (syntax.Expression is not { } expression)
            return name == "id" ? new(syntax, PartKind.Id, type, null) : Refuse(syntax.Key.Span, $"Field '{name}' of the frame is neither derived nor constant; {Supported}", scope);

        if (FrameExpression.IsByteCount(expression.Text)) return BindLength(syntax, type, expression, scope);
        if (FrameExpression.IsCall(expression.Text)) return Refuse(expression.Span, $"Field '{name}' of the frame is derived by '{expression.Text}'; {Supported}", scope);
        if (IntegerLiteral.Read(expression, type, out var problem) is { } value) return new(syntax, PartKind.Constant, type, null) { Value = value };

        scope.Diagnostics.Report(Rules.InvalidConstant, expression.Span, $"Field '{name}' of the frame cannot be '{expression.Text}': {problem}");
        return null;
    }

    private static Part? BindLength(FieldSyntax syntax, IntegerType type, TextSlice expression, BindingScope scope)
    {
        if (type.Signed)
            return Refuse(syntax.Type!.Whole.Span, $"Field '{syntax.Key.Text}' of the frame is a length and cannot be negative; use u{type.Size * 8}", scope);
        if (FrameExpression.Parse(expression) is { } range) return new(syntax, PartKind.Length, type, range);

        scope.Diagnostics.Report(Rules.LengthRange, expression.Span, $"'{expression.Text}' cannot be read; a length is written 'bytes(first..last)', with '+ n' or '- n' after it");
        return null;
    }

    /// <summary>A type the frame does not take may still be misspelt, or one that exists elsewhere.</summary>
    private static Part? BindUnknown(FieldSyntax syntax, BindingScope scope)
    {
        var title = $"Field '{syntax.Key.Text}' of the frame";
        var type = TypeBinder.Bind(syntax.Type!, new(title, null, scope));
        return type is null ? null : Refuse(syntax.Type!.Whole.Span, $"{title} has type '{syntax.Type.Whole.Text}'; {Supported}", scope);
    }

    private static void RequireParts(IEnumerable<Part> parts, SourceSpan layout, DiagnosticBag diagnostics)
    {
        Require(PartKind.Body, "body", "write 'body:' where the message stands");
        Require(PartKind.Length, "length", "a frame without a length, as in 'length: u16 = bytes(id..body)', is not supported by this version yet");
        Require(PartKind.Id, "id", "a frame without an id, as in 'id: u8', is not supported by this version yet");

        void Require(PartKind kind, string name, string remedy)
        {
            var found = parts.Where(part => part.Kind == kind).ToArray();
            if (found.Length == 0) diagnostics.Report(Rules.FrameShape, layout, $"The frame has no {name}; {remedy}");
            foreach (var second in found.Skip(1))
                diagnostics.Report(Rules.FrameShape, second.Syntax.Key.Span, $"The frame has a second {name} '{second.Syntax.Key.Text}' beside '{found[0].Syntax.Key.Text}'; keep one");
        }
    }

    private static Frame Place(IReadOnlyList<Part> parts, int maxSize, DiagnosticBag diagnostics)
    {
        var fields = new List<FrameField>();
        var body = parts.TakeWhile(part => part.Kind != PartKind.Body).Count();
        var offset = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (i == body + 1) offset = 0;
            fields.Add(PlaceOne(parts, i, i > body, offset, diagnostics));
            offset += parts[i].Size;
        }

        return new()
        {
            MaxSize = maxSize,
            Fields = fields.ToEquatableArray(),
            HeadSize = parts.Take(body).Sum(part => part.Size),
            TailSize = parts.Skip(body).Sum(part => part.Size),
        };
    }

    private static FrameField PlaceOne(IReadOnlyList<Part> parts, int index, bool isAfterBody, int offset, DiagnosticBag diagnostics)
    {
        var part = parts[index];
        var name = part.Syntax.Key.Text;
        switch (part.Kind)
        {
            case PartKind.Body: return new BodyField(name, offset);
            case PartKind.Id: return new IdField(name, offset, part.Type!, isAfterBody);
            case PartKind.Constant: return new ConstantField(name, offset, part.Type!, part.Value, isAfterBody);
            default:
                if (isAfterBody)
                    diagnostics.Report(Rules.FrameShape, part.Syntax.Key.Span, $"The length '{name}' stands after the body, whose end nobody could find; move it before 'body'");
                return new LengthField(name, offset, part.Type!, CountBesideBody(parts, part.Range!, diagnostics));
        }
    }

    /// <summary>The bytes a length counts beside the body.</summary>
    private static int CountBesideBody(IReadOnlyList<Part> parts, FrameExpression range, DiagnosticBag diagnostics)
    {
        var (first, last) = (Find(range.First), Find(range.Last));
        if (first < 0 || last < 0) return 0;

        var covered = parts.Skip(first).Take(last - first + 1).ToArray();
        if (covered.All(part => part.Kind != PartKind.Body))
        {
            var span = range.First.Span with { EndColumn = range.Last.Span.EndColumn, Length = range.Last.Span.Start + range.Last.Span.Length - range.First.Span.Start };
            diagnostics.Report(Rules.LengthRange, span, $"The range '{range.First.Text}..{range.Last.Text}' does not contain 'body'; a length counts the body, from an earlier field to a later one");
        }

        return covered.Sum(part => part.Size) + range.Offset;

        int Find(TextSlice name)
        {
            for (var i = 0; i < parts.Count; i++)
                if (parts[i].Syntax.Key.Text == name.Text) return i;

            var hint = NameSuggestion.DidYouMean(name.Text, parts.Select(part => part.Syntax.Key.Text));
            diagnostics.Report(Rules.LengthRange, name.Span, $"The frame has no field '{name.Text}'{hint}");
            return -1;
        }
    }

    private static Part? Refuse(SourceSpan at, string message, BindingScope scope)
    {
        scope.Diagnostics.Report(Rules.FrameField, at, message);
        return null;
    }

    private enum PartKind
    {
        Body,
        Length,
        Id,
        Constant,
    }

    /// <summary>One field of the layout before it has a place.</summary>
    private sealed record Part(FieldSyntax Syntax, PartKind Kind, IntegerType? Type, FrameExpression? Range)
    {
        public WireInteger Value { get; init; }

        public int Size => Type?.Size ?? 0;
    }
}
