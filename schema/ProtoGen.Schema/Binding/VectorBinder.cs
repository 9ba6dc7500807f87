using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds example frames: bytes and message. What the values are, and whether they agree, is found out once the frame is read.</summary>
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

        foreach (var entry in syntax.Values.Where(entry => !message.IsUnknownId(entry.Key.Text))) MessageLookup.FindField(entry.Key.Whole, "A vector", message, scope.Diagnostics);
        var isBroken = syntax.IsBroken || frame is null || scope.Diagnostics.ErrorCount > errors;
        if (syntax.Expect is { } expect && expect.Text != "error")
        {
            scope.Diagnostics.Report(Rules.InvalidSetting, expect.Span, $"'expect' cannot be '{expect.Text}': 'error' is what can be expected");
            isBroken = true;
        }

        if (isBroken) return null;
        return new(syntax, message, new() { Message = message.Name, Frame = frame!.ToEquatableArray(), IsRefused = syntax.Expect is not null, Values = default });
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
}
