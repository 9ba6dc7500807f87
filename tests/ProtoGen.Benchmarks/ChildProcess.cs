using System.Diagnostics;

namespace ProtoGen.Benchmarks;

/// <summary>A process that answers each line with a line and ends with its input.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _name;

    private ChildProcess(ProcessStartInfo start, string name)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, _name) = (true, true, name);
        _process = Process.Start(start)!;
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static ChildProcess OfThisProgram(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new(start, arguments[0]);
    }

    public static ChildProcess Of(string file, params string[] arguments) => new(new(file, arguments), Path.GetFileName(file));

    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process \"{_name}\" has ended too early.");

    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return ReadLine();
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
