using System.Text.Json;
using Microsoft.Playwright;

namespace ProtoGen.Tool.Tests.Documents;

/// <summary>The document of a schema in a browser, with all the browser complains of and asks for.</summary>
internal sealed class ShownPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly SchemaFolder _folder = new();

    private ShownPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What stands in the console, and what was thrown.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What was asked for beside the page itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<ShownPage> Of(IBrowser browser, string schema, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        var shown = new ShownPage(context, await context.NewPageAsync());
        var run = await Command.Run("docs", schema, "-o", shown._folder.PathOf("out"));
        Assert.Equal(new Command(0, run.Out, ""), run);

        var address = new Uri(Path.GetFullPath(run.Out.TrimEnd())).AbsoluteUri;
        shown.Page.Console += (_, message) => shown.Complaints.Add(message.Text);
        shown.Page.PageError += (_, error) => shown.Complaints.Add(error);
        shown.Page.Request += (_, request) => { if (request.Url != address) shown.Requests.Add(request.Url); };
        await shown.Page.GotoAsync(address);
        return shown;
    }

    /// <summary>Runs a function of the browser that lists what is wrong.</summary>
    public async Task<IReadOnlyList<string>> List(string function)
    {
        var found = await Page.EvaluateAsync<JsonElement>(function);
        return [.. found.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>Opens everything that is folded.</summary>
    public Task Unfold() => Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(details => details.open = true)");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _folder.Dispose();
    }
}
