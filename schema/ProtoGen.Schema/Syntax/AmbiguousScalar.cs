using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Warns of plain values that readers of YAML 1.1 and 1.2 take for different things. We read the text, another tool may not.</summary>
internal static class AmbiguousScalar
{
    private static readonly HashSet<string> Booleans = new(["on", "off", "yes", "no", "y", "n"], StringComparer.OrdinalIgnoreCase);

    public static void Warn(YamlScalar scalar, DiagnosticBag diagnostics)
    {
        if (!scalar.IsPlain || OtherReading(scalar.Text) is not { } reading) return;
        diagnostics.Report(
            Rules.AmbiguousScalar,
            scalar.Span,
            $"Some YAML readers take {scalar.Text} for {reading}; here it is the text as written, so put it in quotes: \"{scalar.Text}\"");
    }

    private static string? OtherReading(string text)
    {
        if (text.Length == 0) return null;
        if (Booleans.Contains(text)) return "a truth value";

        var digits = text[0] is '-' or '+' ? text.Substring(1) : text;
        if (digits.Length == 0 || digits[0] is < '0' or > '9') return null;
        if (digits.StartsWith("0o", StringComparison.Ordinal)) return "an octal number";
        if (digits.StartsWith("0b", StringComparison.Ordinal)) return "a binary number";
        if (digits.Length > 1 && digits[0] == '0' && digits.All(c => c is >= '0' and <= '7')) return "an octal number";
        if (digits.IndexOf(':') > 0 && digits.All(c => c is (>= '0' and <= '9') or ':')) return "a number to the base of 60";
        return digits.IndexOf('_') > 0 && digits.All(c => c is (>= '0' and <= '9') or '_') ? "a number" : null;
    }
}
