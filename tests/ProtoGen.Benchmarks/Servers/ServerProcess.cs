using System.Globalization;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>A server that runs.</summary>
internal sealed class ServerProcess(string name, ChildProcess process) : IDisposable
{
    public string Name => name;

    public int Port { get; } = int.Parse(process.ReadLine(), CultureInfo.InvariantCulture);

    public TimeSpan ProcessorTime => process.ProcessorTime;

    /// <summary>All it has allocated since it started.</summary>
    public long AllocatedBytes => long.Parse(process.Ask("allocated"), CultureInfo.InvariantCulture);

    public void Dispose() => process.Dispose();
}
