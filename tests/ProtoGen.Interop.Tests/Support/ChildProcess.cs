using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace ProtoGen.Interop.Tests;

/// <summary>A process of this test: its output line by line, its end by its id.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int Sigkill = 9, Sigterm = 15, Sigcont = 18, Sigstop = 19, MacSigstop = 17, MacSigcont = 19;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _transcript = new();

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data, _lines.Writer);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, null);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All output so far, errors included.</summary>
    public string Transcript => string.Join('\n', _transcript);

    public static ChildProcess Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return new ChildProcess(start);
    }

    /// <summary>The next line of the output that fits; those before it are passed over.</summary>
    public async Task<string> Expect(Func<string, bool> fits, string wanted)
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token);
                if (fits(line)) return line;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"No line with '{wanted}' came. All that came:\n{Transcript}", exception);
        }
    }

    public Task<string> Expect(string text) => Expect(line => line.Contains(text, StringComparison.Ordinal), text);

    public Task Write(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, Sigterm));

    /// <summary>From now on the process does nothing, while the kernel goes on to acknowledge what is sent to it.</summary>
    public void Freeze() => Assert.Equal(0, SendSignal(_process.Id, OperatingSystem.IsMacOS() ? MacSigstop : Sigstop));

    public void Thaw() => Assert.Equal(0, SendSignal(_process.Id, OperatingSystem.IsMacOS() ? MacSigcont : Sigcont));

    /// <summary>Ends the process without a chance to say anything.</summary>
    public void Kill() => Assert.Equal(0, SendSignal(_process.Id, Sigkill));

    /// <summary>The exit code, once the process has ended by itself and all its output was read.</summary>
    public async Task<int> Exit(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException($"It runs on after {within}. All that came:\n{Transcript}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().InTime();
        _process.Dispose();
    }

    private void Take(string? line, ChannelWriter<string>? lines)
    {
        if (line is null)
        {
            lines?.TryComplete();
            return;
        }

        _transcript.Enqueue(line);
        lines?.TryWrite(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
