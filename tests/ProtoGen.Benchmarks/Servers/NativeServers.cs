using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>Servers in other languages: their sources stand beside, and are compiled where there is a compiler.</summary>
internal sealed class NativeServers : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("protogen-servers");

    public ServerCandidate C() => Compile("epoll in C", "gcc", "epoll.c", (source, target) => ["-O2", "-o", target, source]);

    public ServerCandidate Go() => Compile("Go net", "go", "server.go", (source, target) => ["build", "-o", target, source]);

    public void Dispose() => _folder.Delete(recursive: true);

    private ServerCandidate Compile(string name, string compiler, string source, Func<string, string, string[]> arguments)
    {
        var target = Path.Combine(_folder.FullName, Path.GetFileNameWithoutExtension(source));
        try
        {
            using var process = Process.Start(new ProcessStartInfo(compiler, arguments(Path.Combine(Sources(), source), target)) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? new(name, broadcasts => ChildProcess.Of(target, broadcasts ? ["broadcasts"] : []), null)
                : ServerCandidate.LeftOut(name, $"{compiler} could not compile {source}: {errors.Split('\n')[0]}");
        }
        catch (Win32Exception)
        {
            return ServerCandidate.LeftOut(name, $"there is no {compiler} here");
        }
    }

    private static string Sources([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Native");
}
