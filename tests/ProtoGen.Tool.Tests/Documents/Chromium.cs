using Microsoft.Playwright;

namespace ProtoGen.Tool.Tests.Documents;

/// <summary>One browser for all tests of pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why pages cannot be looked at here; null where they can, and in CI, where they have to.</summary>
    public static string? WhyNot => File.Exists(Executable) || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : $"{Executable} was not found; install chromium, or set CI=true to make this a failure.";

    public IBrowser Browser => _browser!;

    public async Task InitializeAsync()
    {
        if (WhyNot is not null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A test that looks at pages: skipped where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = Chromium.WhyNot;
}

/// <summary>The same with arguments.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageTheoryAttribute : TheoryAttribute
{
    public PageTheoryAttribute() => Skip = Chromium.WhyNot;
}
