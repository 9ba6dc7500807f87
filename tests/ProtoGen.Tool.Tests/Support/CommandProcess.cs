using System.Diagnostics;
using System.Text;

namespace ProtoGen.Tool.Tests;

/// <summary>A run of the command in a process of its own, with pipes.</summary>
internal sealed class CommandProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CommandProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The command as it was built.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "protogen.dll");

    public string Output
    {
        get
        {
            lock (_gate) return _output.ToString();
        }
    }

    public static CommandProcess Start(params string[] arguments) => new(Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Another program of the repository.</summary>
    public static CommandProcess StartOther(string assembly, params string[] arguments) => new(Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    public void Write(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void End() => _process.StandardInput.Close();

    /// <summary>Ends the process at once, as a crash does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it printed something; gives the line.</summary>
    public async Task<string> SeeAsync(string text)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_output.ToString().Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line) return line;
                more = _more.Task;
            }

            if (_process.HasExited && Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(5)) throw new InvalidOperationException($"It ended with {_process.ExitCode} and never printed '{text}':\n{Output}");
            try
            {
                await more.WaitAsync(Deadline - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } left ? left : TimeSpan.Zero);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"It never printed '{text}':\n{Output}");
            }
        }
    }

    /// <summary>Where a server listens, once it does.</summary>
    public async Task<string> EndpointAsync() => (await SeeAsync("listening on ")).Split("listening on ")[1].Trim();

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            _output.Append(line).Append('\n');
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
