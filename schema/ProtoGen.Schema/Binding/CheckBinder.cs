using System.Text;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds <c>checks</c>: parameters are proven by their check value, the result over the characters 123456789.</summary>
internal static class CheckBinder
{
    public static IReadOnlyList<CrcAlgorithm> BindAll(IReadOnlyList<CheckSyntax> checks, DiagnosticBag diagnostics) =>
        [.. checks.Select(syntax => Bind(syntax, diagnostics)).OfType<CrcAlgorithm>()];

    private static CrcAlgorithm? Bind(CheckSyntax syntax, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var width = Settings.Count(syntax.Width, "width", diagnostics) ?? 0;
        if (syntax.Width is { } written && width is < 8 or > 64 && diagnostics.ErrorCount == errors)
            diagnostics.Report(Rules.InvalidSetting, written.Span, $"'width' cannot be '{written.Text}': a check has 8 to 64 bits");
        if (diagnostics.ErrorCount > errors || width == 0) return null;

        var algorithm = new CrcAlgorithm
        {
            Name = syntax.Key.Text,
            Width = width,
            Polynomial = Number(syntax.Polynomial, width, "poly", diagnostics),
            Initial = Number(syntax.Initial, width, "init", diagnostics),
            ReflectInput = Settings.Truth(syntax.ReflectInput, "refin", diagnostics) ?? false,
            ReflectOutput = Settings.Truth(syntax.ReflectOutput, "refout", diagnostics) ?? false,
            XorOutput = Number(syntax.XorOutput, width, "xorout", diagnostics),
            Check = Number(syntax.Check, width, "check", diagnostics),
        };
        if (diagnostics.ErrorCount > errors || syntax.Check is not { } check) return null;

        var found = CrcReference.Compute(algorithm, Encoding.ASCII.GetBytes("123456789"));
        if (found == algorithm.Check) return algorithm;
        diagnostics.Report(
            Rules.CheckValue,
            check.Span,
            $"The parameters of check '{algorithm.Name}' give 0x{found:X} for the characters 123456789, not {check.Text}; correct one of them");
        return null;
    }

    private static ulong Number(YamlScalar? scalar, int width, string key, DiagnosticBag diagnostics)
    {
        if (scalar is null) return 0;
        var type = new IntegerType(8, false, ByteOrder.Big);
        if (IntegerLiteral.Read(scalar.Whole, type, out _) is { } number && number.Bits <= ulong.MaxValue >> (64 - width)) return number.Bits;
        diagnostics.Report(Rules.InvalidSetting, scalar.Span, $"'{key}' cannot be '{scalar.Text}': a number of {width} bits is expected");
        return 0;
    }
}
