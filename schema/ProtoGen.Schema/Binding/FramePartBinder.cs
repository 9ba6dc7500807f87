using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Finds out what one field of a frame does.</summary>
internal static class FramePartBinder
{
    private const string Supported =
        "this version supports 'length: uN = bytes(a..b)', 'id', 'body' and integer constants such as 'start: u16 = 0x7878'";

    public static FramePart? Bind(FieldSyntax syntax, BindingScope scope)
    {
        var name = syntax.Key.Text;
        if (syntax.IsBroken) return null;
        if (syntax.Type is null && name == "body") return new(syntax, FramePartKind.Body, null, null);
        if (syntax.Type is null) return Refuse(syntax.Key.Span, $"Field '{name}' of the frame has no type; {Supported}", scope);

        var text = syntax.Type.Whole;
        if (name == "body") return Refuse(text.Span, "The body of the frame takes no type; write 'body:' alone", scope);
        if (IntegerTypes.Parse(text.Text, scope.Order) is not { } type) return BindUnknown(syntax, scope);

        if (syntax.Expression is not { } expression)
        {
            if (name == "id") return new(syntax, FramePartKind.Id, type, null);
            return Refuse(syntax.Key.Span, $"Field '{name}' of the frame is neither derived nor constant; {Supported}", scope);
        }

        if (FrameExpression.IsByteCount(expression.Text)) return BindLength(syntax, type, expression, scope);
        if (FrameExpression.IsCall(expression.Text))
        {
            return Refuse(
                expression.Span,
                $"Field '{name}' of the frame is derived by '{expression.Text}'; {Supported}",
                scope);
        }

        if (IntegerLiteral.Read(expression, type, out var problem) is { } value)
            return new(syntax, FramePartKind.Constant, type, null) { Value = value };

        scope.Diagnostics.Report(
            Rules.InvalidConstant,
            expression.Span,
            $"Field '{name}' of the frame cannot be '{expression.Text}': {problem}");
        return null;
    }

    private static FramePart? BindLength(FieldSyntax syntax, IntegerType type, TextSlice expression, BindingScope scope)
    {
        if (type.Signed)
        {
            return Refuse(
                syntax.Type!.Whole.Span,
                $"Field '{syntax.Key.Text}' of the frame is a length and cannot be negative; use u{type.Size * 8}",
                scope);
        }

        if (FrameExpression.Parse(expression) is { } range) return new(syntax, FramePartKind.Length, type, range);

        scope.Diagnostics.Report(
            Rules.LengthRange,
            expression.Span,
            $"'{expression.Text}' cannot be read; a length is written 'bytes(first..last)', with '+ n' or '- n' after it");
        return null;
    }

    /// <summary>A type the frame does not take may still be misspelt, or one that exists elsewhere.</summary>
    private static FramePart? BindUnknown(FieldSyntax syntax, BindingScope scope)
    {
        var title = $"Field '{syntax.Key.Text}' of the frame";
        var type = TypeBinder.Bind(syntax.Type!, new(title, null, scope));
        return type is null ? null : Refuse(syntax.Type!.Whole.Span, $"{title} has type '{syntax.Type.Whole.Text}'; {Supported}", scope);
    }

    private static FramePart? Refuse(SourceSpan at, string message, BindingScope scope)
    {
        scope.Diagnostics.Report(Rules.FrameField, at, message);
        return null;
    }
}
