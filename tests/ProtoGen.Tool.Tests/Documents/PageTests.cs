using Microsoft.Playwright;

namespace ProtoGen.Tool.Tests.Documents;

/// <summary>The page of a protocol as a browser shows it.</summary>
public class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Schemas =
    [
        "samples/DeviceLink/device-link.protogen.yaml",
        "tests/ProtoGen.Conformance/Protocols/Smpp34/smpp34.protogen.yaml",
        "tests/ProtoGen.Conformance/Protocols/Jt808/jt808.protogen.yaml",
        "tests/ProtoGen.Conformance/Protocols/Iec104/iec104.protogen.yaml",
    ];

    public static TheoryData<string, ColorScheme, int> Looks()
    {
        var looks = new TheoryData<string, ColorScheme, int>();
        foreach (var schema in Schemas)
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var width in new[] { 1280, 390 }) looks.Add(schema, scheme, width);
            }
        }

        return looks;
    }

    [PageTheory]
    [MemberData(nameof(Looks))]
    public async Task A_page_fits_reads_and_asks_for_nothing(string schema, ColorScheme scheme, int width)
    {
        await using var shown = await ShownPage.Of(chromium.Browser, Path.Combine(Repository.Root, schema), scheme, width);
        await shown.Unfold();
        Assert.Empty(await shown.List(Judgements.WiderThanThePage));
        Assert.Empty(await shown.List(Judgements.OverlappingTexts));
        Assert.Empty(await shown.List(Judgements.TextsOutsideTheirDrawing));
        Assert.Empty(await shown.List(Judgements.LinksToNowhere));
        Assert.Empty(await shown.List(Judgements.FaintTexts));
        Assert.Empty(shown.Complaints);
        Assert.Empty(shown.Requests);
        await Keep(shown, $"{Path.GetFileName(schema).Split('.')[0]}-{scheme}-{width}");
    }

    [PageFact]
    public async Task A_reader_without_eyes_finds_the_way()
    {
        await using var shown = await ShownPage.Of(chromium.Browser, Path.Combine(Repository.Root, Schemas[2]));
        Assert.Empty(await shown.List(Judgements.HardToFind));
        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Navigation, AriaRole.Main, AriaRole.Contentinfo })
            Assert.Equal(1, await shown.Page.GetByRole(landmark).CountAsync());
        Assert.Equal(1, await shown.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter" }).CountAsync());
        Assert.Equal(1, await shown.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync());
    }

    [PageFact]
    public async Task The_filter_leaves_what_has_the_word_in_its_name_its_id_or_its_fields()
    {
        await using var shown = await ShownPage.Of(chromium.Browser, Path.Combine(Repository.Root, Schemas[0]));
        await shown.Page.FillAsync("#filter", "imei");
        Assert.Equal(["message-Register"], await shown.List(Judgements.VisibleEntries));
        await shown.Page.FillAsync("#filter", "0x03");
        Assert.Equal(["message-Notice"], await shown.List(Judgements.VisibleEntries));
        await shown.Page.FillAsync("#filter", "no such thing");
        Assert.True(await shown.Page.Locator("#nothing").IsVisibleAsync());
        await shown.Page.PressAsync("#filter", "Escape");
        Assert.Contains("enum-ErrorCode", await shown.List(Judgements.VisibleEntries));
        Assert.Empty(shown.Complaints);
    }

    [PageTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_button_changes_the_theme_and_a_reload_keeps_it(ColorScheme scheme)
    {
        await using var shown = await ShownPage.Of(chromium.Browser, Path.Combine(Repository.Root, Schemas[0]), scheme);
        var before = await Ground();
        await shown.Page.ClickAsync("#theme");
        var after = await Ground();
        Assert.NotEqual(before, after);
        await shown.Page.ReloadAsync();
        Assert.Equal(after, await Ground());

        Task<string> Ground() => shown.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
    }

    [PageFact]
    public async Task What_a_schema_says_is_text_whatever_it_looks_like()
    {
        const string Evil = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>\" onmouseover='x' & &amp; <b>";
        using var folder = new SchemaFolder();
        var schema = folder.Write("evil.protogen.yaml", SchemaFolder.Head + $$"""
            doc: '{{Evil.Replace("'", "''", StringComparison.Ordinal)}}'
            enums:
              Kind: { type: u8, doc: "</section><i>", values: { One: { value: 1, doc: "</td><i>", deprecated: "</td><i>" } } }
            bits:
              Flags: { type: u8, parts: { "<i>": { at: 0, name: A, doc: "<i>" }, b: 1 } }
            structs:
              Point: { doc: "<i>", fields: { "<i>f": { type: u8, name: F, unit: "<i>" } } }
            messages:
              "<i>m":
                name: Say
                id: 1
                from: client
                deprecated: "<i>"
                doc: "<i>"
                fields: { "<i>k": { type: Kind, name: K, doc: "\"><i>" }, flags: Flags, point: Point, text: { type: "string[rest]", doc: "<i>" } }
            vectors:
              - { message: "<i>m", hex: "0008 01 01 00 05 3c693e78", values: { text: "<i>x" } }
            """);
        await using var shown = await ShownPage.Of(chromium.Browser, schema);
        Assert.Equal("Chat", await shown.Page.TitleAsync());
        Assert.Equal(0, await shown.Page.Locator("main i, main b, main img, main script").CountAsync());
        Assert.Contains(Evil, await shown.Page.InnerTextAsync("#top"), StringComparison.Ordinal);
        Assert.Contains("<i>m", await shown.Page.InnerTextAsync("#message-Say h3"), StringComparison.Ordinal);
        Assert.Empty(shown.Complaints);
    }

    /// <summary>Pictures for people, where somebody asks for them.</summary>
    private static async Task Keep(ShownPage shown, string name)
    {
        if (Environment.GetEnvironmentVariable("PROTOGEN_SCREENSHOTS") is not { } folder) return;
        await shown.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
