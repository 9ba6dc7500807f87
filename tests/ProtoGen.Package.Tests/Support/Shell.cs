using System.Diagnostics;
using System.Text;

namespace ProtoGen.Package.Tests;

/// <summary>Runs commands as a user would, with a package cache of their own.</summary>
/// <param name="Folder">Where they run.</param>
/// <param name="Variables">What they find in their environment, beside what stands there.</param>
internal sealed record Shell(string Folder, IReadOnlyDictionary<string, string> Variables)
{
    // Outlasts the longest command, a native build on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task<Outcome> Dotnet(params string[] arguments) => Run("dotnet", arguments);

    public async Task<Outcome> Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The build that runs these tests speaks to its own children in these; ours are not its children.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in Variables) start.Environment[name] = value;

        var text = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Take($"(ended after {Patience})");
            return new($"{file} {string.Join(' ', arguments)}", -1, Said());
        }

        return new($"{file} {string.Join(' ', arguments)}", process.ExitCode, Said());

        void Take(string? line)
        {
            lock (text) text.Append(line).Append('\n');
        }

        string Said()
        {
            lock (text) return text.ToString();
        }
    }
}
