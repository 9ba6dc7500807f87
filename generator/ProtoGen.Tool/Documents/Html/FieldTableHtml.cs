namespace ProtoGen.Tool.Documents.Html;

/// <summary>A field table. Where there is little room each row becomes a card, so every cell knows the name of its column.</summary>
internal static class FieldTableHtml
{
    public static Markup Of(IReadOnlyList<FieldRow> rows, string caption)
    {
        if (rows.Count == 0) return Markup.Of($"<p class=\"empty\">The body is empty.</p>");
        var hasUnits = rows.Any(row => row.Unit is not null);
        var hasRanges = rows.Any(row => row.Range is not null);
        var heads = new List<string> { "Offset", "Size", "Field", "Type" };
        if (hasUnits) heads.Add("Unit");
        if (hasRanges) heads.Add("Range");
        heads.Add("Meaning");
        return Markup.Of($"""
            <table class="fields"><caption>{caption}</caption>
            <thead><tr>{heads.Select(head => Markup.Of($"<th scope=\"col\">{head}</th>"))}</tr></thead>
            <tbody>
            {Markup.Join(rows.Select(row => Row(row, hasUnits, hasRanges)), "\n")}
            </tbody></table>

            """);
    }

    private static Markup Row(FieldRow row, bool hasUnits, bool hasRanges)
    {
        var cells = new List<Markup>
        {
            Cell("Offset", "offset", Markup.Of($"{row.Offset}")),
            Cell("Size", "size", Markup.Of($"{row.Size}")),
            row.Name.Length == 0 ? Cell("Field", "field", Markup.None) : Markup.Of($"<th scope=\"row\" data-head=\"Field\" class=\"field\">{Name(row)}</th>"),
            Cell("Type", "type", Type(row.Type)),
        };
        if (hasUnits) cells.Add(Cell("Unit", "unit", Markup.Of($"{row.Unit}")));
        if (hasRanges) cells.Add(Cell("Range", "range", Markup.Of($"{row.Range}")));
        cells.Add(Cell("Meaning", "meaning", Meaning(row)));
        return Markup.Of($"<tr class=\"{row.Kind.ToString().ToLowerInvariant()}\">{cells}</tr>");
    }

    private static Markup Cell(string head, string style, Markup content) =>
        content.Text.Length == 0 ? Markup.Of($"<td class=\"{style} none\"></td>") : Markup.Of($"<td data-head=\"{head}\" class=\"{style}\">{content}</td>");

    private static Markup Name(FieldRow row) => row.Kind is RowKind.Case or RowKind.Part ? Markup.Of($"<span class=\"key\">{row.Name}</span>") : Markup.Of($"<code>{row.Name}</code>");

    public static Markup Type(Wording.TypeText type) => type.Name.Length == 0 ? Markup.None
        : Anchors.Of(type) is { } anchor ? Markup.Of($"<code><a href=\"#{anchor}\">{type.Name}</a>{type.Rest}</code>")
        : Markup.Of($"<code>{type.ToString()}</code>");

    private static Markup Meaning(FieldRow row)
    {
        var parts = new List<Markup>();
        if (row.Doc is { } doc) parts.Add(Markup.Of($"<span class=\"doc\">{doc}</span>"));
        foreach (var note in row.Notes) parts.Add(Markup.Of($"<span class=\"note\">{note}</span>"));
        foreach (var life in row.Life) parts.Add(Markup.Of($"<span class=\"life-note\">{life}</span>"));
        return Markup.Join(parts, " ");
    }
}
