using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds example frames: bytes, message, values. Whether they agree is found out once the layout is known.</summary>
internal static class VectorBinder
{
    public static IReadOnlyList<BoundVector> BindAll(
        IReadOnlyList<VectorSyntax> vectors, IReadOnlyList<BoundMessage> messages, BindingScope scope) =>
        [.. vectors.Select(syntax => Bind(syntax, messages, scope)).OfType<BoundVector>()];

    private static BoundVector? Bind(VectorSyntax syntax, IReadOnlyList<BoundMessage> messages, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var frame = BindHex(syntax.Hex, scope.Diagnostics);
        if (MessageLookup.Find(syntax.Message, "A vector", messages, scope.Diagnostics) is not { } message) return null;

        var values = syntax.Values.Select(entry => BindValue(entry, message, scope)).ToArray();
        var isBroken = syntax.IsBroken || frame is null || scope.Diagnostics.ErrorCount > errors || values.Contains(null);
        if (isBroken) return null;

        var order = message.Fields.Select(field => field.Syntax.Key.Text).ToList();
        return new(syntax, message, new()
        {
            Message = message.Name,
            Frame = frame!.ToEquatableArray(),
            Values = values.OfType<VectorValue>().OrderBy(value => order.IndexOf(value.Field)).ToEquatableArray(),
        });
    }

    private static byte[]? BindHex(YamlScalar? scalar, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;

        AmbiguousScalar.Warn(scalar, diagnostics);
        if (HexText.TryRead(scalar.Text, out var bytes, out var mistake)) return bytes;
        diagnostics.Report(
            Rules.InvalidHex,
            scalar.SpanOf(mistake, 1),
            $"'{scalar.Text[mistake]}' in the hex of the vector does not belong to a pair of hexadecimal digits");
        return null;
    }

    private static VectorValue? BindValue(YamlEntry entry, BoundMessage message, BindingScope scope)
    {
        if (MessageLookup.FindField(entry.Key.Whole, "A vector", message, scope.Diagnostics)?.Field is not { } field) return null;
        if (entry.Value is not YamlScalar text)
        {
            scope.Diagnostics.Report(
                Rules.WrongShape,
                entry.Value.Span,
                $"The value of '{field.Name}' must be a single value, but here it is {entry.Value.Kind}");
            return null;
        }

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        if (ValueReader.Read(field.Type, text.Whole, scope, out var problem) is { } value) return new(field.Name, value);
        if (problem.Length > 0)
        {
            scope.Diagnostics.Report(
                Rules.InvalidValue,
                text.Span,
                $"Field '{field.Name}' of message '{message.SchemaName}' cannot be '{text.Text}': {problem}");
        }

        return null;
    }
}
