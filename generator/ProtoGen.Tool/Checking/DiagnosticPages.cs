using System.Reflection;
using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Tool.Checking;

/// <summary>The page of each rule, as it stands in <c>schema/diagnostics</c>.</summary>
internal static class DiagnosticPages
{
    private const string Folder = "diagnostics/";
    private static readonly Assembly Own = typeof(DiagnosticPages).Assembly;

    /// <summary>The ids that have a page, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Own.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The Markdown of a page; null where there is none.</summary>
    public static string? Find(string id)
    {
        using var page = Own.GetManifestResourceStream($"{Folder}{id.ToUpperInvariant()}.md");
        if (page is null) return null;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }

    /// <summary>The end of a sentence about an id that has none: the nearest one.</summary>
    public static string DidYouMean(string id) => NameSuggestion.DidYouMean(id.ToUpperInvariant(), Ids);
}
