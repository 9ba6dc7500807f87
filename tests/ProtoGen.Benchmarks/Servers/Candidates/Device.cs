namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>What a server by hand knows of one connection.</summary>
/// <param name="broadcast">Tells all connections the news; null where a request for the time is no cause.</param>
internal sealed class Device(Action? broadcast)
{
    public string AppId { get; set; } = "";

    public string Imei { get; set; } = "";

    public void Broadcast() => broadcast?.Invoke();
}
