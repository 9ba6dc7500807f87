using System.Diagnostics;

namespace ProtoGen.Tool.Tests;

/// <summary>A terminal of 110 columns in which one run of the command is typed at and looked at.</summary>
internal sealed class TerminalWindow : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _socket = $"protogen-{Guid.NewGuid():N}";
    private readonly string _written = Path.GetTempFileName();

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux")));

    /// <summary>Opens a terminal and runs the command in it.</summary>
    public static async Task<TerminalWindow> OpenAsync(params string[] arguments)
    {
        var window = new TerminalWindow();
        // The screen stays when the command ends.
        await window.TmuxAsync(["-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "50", "dotnet", CommandProcess.Assembly, .. arguments, ";", "set", "remain-on-exit", "on", ";", "pipe-pane", $"cat > {window._written}"]);
        return window;
    }

    public Task TypeAsync(string text) => TmuxAsync(["send-keys", "-l", text]);

    public Task PressAsync(string key) => TmuxAsync(["send-keys", key]);

    public async Task EnterAsync(string line)
    {
        await TypeAsync(line);
        await PressAsync("Enter");
    }

    /// <summary>What the screen shows.</summary>
    public Task<string> LookAsync() => TmuxAsync(["capture-pane", "-p"]);

    /// <summary>All that was ever written to the terminal, also what is gone from the screen.</summary>
    public Task<string> WrittenAsync() => File.ReadAllTextAsync(_written);

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task<string> SeeAsync(string text) => await SeeAsync(text, shown => shown.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until the screen is as it should be.</summary>
    public async Task<string> SeeAsync(string what, Func<string, bool> isSo)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var shown = await LookAsync();
            if (isSo(shown)) return shown;
            if (Stopwatch.GetElapsedTime(begun) > Deadline) throw new TimeoutException($"'{what}' did not appear; the screen shows:\n{shown}");
            // A screen tells nobody that it changed.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync(["kill-server"]);
        File.Delete(_written);
    }

    private async Task<string> TmuxAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-L", _socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TERM"] = "xterm-256color" } })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
