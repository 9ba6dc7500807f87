using System.Globalization;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds <c>since</c>, <c>removed</c> and <c>deprecated</c>: versions are texts, and where two are numbers between dots they are in order.</summary>
internal static class LifecycleBinder
{
    public static Lifecycle Bind(LifecycleSyntax syntax, string title, DiagnosticBag diagnostics)
    {
        if (syntax is { Since: { } since, Removed: { } removed } && Numbers(since.Text) is { } first && Numbers(removed.Text) is { } last && Compare(first, last) >= 0)
        {
            diagnostics.Report(
                Rules.VersionOrder,
                removed.Span,
                $"{title} cannot be removed in '{removed.Text}', since it came with '{since.Text}'; 'removed' is a later version than 'since'");
        }

        return new(syntax.Since?.Text, syntax.Removed?.Text, syntax.Deprecated?.Prose);
    }

    /// <summary>The numbers of a version such as <c>2.10</c> or <c>v3</c>; null where it is another text.</summary>
    private static List<long>? Numbers(string version)
    {
        var numbers = new List<long>();
        foreach (var part in version.TrimStart('v', 'V').Split('.'))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }

        return numbers;
    }

    private static int Compare(List<long> left, List<long> right)
    {
        for (var index = 0; index < Math.Max(left.Count, right.Count); index++)
        {
            var order = At(left, index).CompareTo(At(right, index));
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>2 and 2.0 are one version.</summary>
    private static long At(List<long> numbers, int index) => index < numbers.Count ? numbers[index] : 0;
}
