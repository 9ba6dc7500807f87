namespace ProtoGen.Tool.Documents.Html;

/// <summary>What stands in every page as it is: style and script, files of their own beside this one.</summary>
internal static class PageParts
{
    public static Markup Style { get; } = Read("page.css");

    /// <summary>Runs before anything is drawn, so that a chosen theme does not flash.</summary>
    public static Markup EarlyScript { get; } = Read("theme.js");

    public static Markup Script { get; } = Read("page.js");

    private static Markup Read(string name)
    {
        using var reader = new StreamReader(typeof(PageParts).Assembly.GetManifestResourceStream($"page/{name}")!);
        return new(reader.ReadToEnd());
    }
}
