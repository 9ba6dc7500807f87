using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds one field of a message: its name, its type, its constant.</summary>
internal static class FieldBinder
{
    public static BoundField Bind(FieldSyntax syntax, string message, BindingScope scope)
    {
        var key = syntax.Key.Text;
        var title = $"Field '{key}' of message '{message}'";
        if (syntax.Type is not { } typeSyntax)
        {
            if (!syntax.IsBroken)
            {
                scope.Diagnostics.Report(
                    Rules.InvalidFieldText,
                    syntax.Key.Span,
                    $"{title} has no type; write one, such as '{key}: u16'");
            }

            return new(syntax, null);
        }

        var errors = scope.Diagnostics.ErrorCount;
        var isReserved = key.StartsWith("_", StringComparison.Ordinal) && syntax.Name is null;
        var property = isReserved ? null : CSharpName.Bind(syntax.Key, syntax.Name, $"field '{key}' of message '{message}'", scope.Diagnostics);
        var type = TypeBinder.Bind(typeSyntax, new(title, syntax.Text, scope));
        var constant = type is not null && syntax.Expression is { } expression ? BindConstant(expression, type, title, scope) : null;
        if (isReserved && syntax.Expression is null && !syntax.IsBroken)
        {
            scope.Diagnostics.Report(
                Rules.ReservedField,
                syntax.Key.Span,
                $"{title} is reserved, as its name begins with '_', and needs a value for now: write '{key}: {typeSyntax.Whole.Text} = " +
                "VALUE'");
        }

        var isBroken = type is null || syntax.IsBroken || scope.Diagnostics.ErrorCount > errors;
        if (isBroken) return new(syntax, null);
        return new(syntax, new() { Name = key, Property = property, Doc = syntax.Doc?.Prose, Type = type!, Derivation = constant is null ? null : new ConstantDerivation(constant) });
    }

    private static FieldValue? BindConstant(TextSlice expression, FieldType type, string title, BindingScope scope)
    {
        if (type.FixedSize is null || type is BytesType)
        {
            scope.Diagnostics.Report(
                Rules.NotYetSupported,
                expression.Span,
                $"{title} is a constant of a kind that this version does not support yet; it supports numbers, bool, enums and fixed " +
                "strings");
            return null;
        }

        if (type is not TextType && FrameExpression.IsCall(expression.Text))
        {
            scope.Diagnostics.Report(
                Rules.NotYetSupported,
                expression.Span,
                $"{title} is derived by '{expression.Text}', which this version does not support yet; it supports constants");
            return null;
        }

        var value = ValueReader.Read(type, expression, scope, out var problem);
        if (value is null && problem.Length > 0)
            scope.Diagnostics.Report(Rules.InvalidConstant, expression.Span, $"{title} cannot be '{expression.Text}': {problem}");
        return value;
    }
}
