using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Reads the C# namespace: it is taken as written.</summary>
internal static class NamespaceBinder
{
    public static string? Bind(YamlScalar? scalar, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;

        var start = 0;
        foreach (var segment in scalar.Text.Split('.'))
        {
            if (!CSharpName.IsIdentifier(segment))
            {
                diagnostics.Report(
                    Rules.InvalidName,
                    scalar.SpanOf(start, segment.Length),
                    $"'{segment}' cannot be a part of a C# namespace; use letters and digits, beginning with a letter, and no C# keyword");
                return null;
            }

            start += segment.Length + 1;
        }

        return scalar.Text;
    }
}
