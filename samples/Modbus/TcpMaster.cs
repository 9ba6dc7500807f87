using ProtoGen;
using Samples.Modbus.Tcp;

namespace Samples.Modbus;

/// <summary>A master of a device on the network: many requests may be on their way, and each gets the answer that has its number.</summary>
internal sealed class TcpMaster(string endpoint, byte unit, Action<StateChange> changed) : IMaster
{
    private readonly ModbusTcpHeader _unit = new() { Unit = unit };

    private readonly ModbusTcpClient _client = new($"tcp://{endpoint}")
    {
        StateChanged = changed,
        RequestTimeout = TimeSpan.FromSeconds(2),
        // What is measured and set now must not arrive later: without a connection calls fail at once.
        Options = new() { Queue = QueuePolicy.FailFast, Backoff = new() { Longest = TimeSpan.FromSeconds(5) } },
    };

    public Task StartAsync(CancellationToken cancel) => _client.StartAsync(cancel);

    public async Task<IReadOnlyList<bool>> ReadCoilsAsync(ushort address, ushort count, CancellationToken cancel) =>
        [.. (await _client.ReadCoilsAsync(new() { Address = address, Quantity = count }, _unit, cancel)).States.Take(count)];

    public async Task<IReadOnlyList<ushort>> ReadRegistersAsync(ushort address, ushort count, CancellationToken cancel) =>
        (await _client.ReadHoldingRegistersAsync(new() { Address = address, Quantity = count }, _unit, cancel)).Registers;

    public async Task WriteCoilAsync(ushort address, bool isSet, CancellationToken cancel) =>
        await _client.WriteSingleCoilAsync(new() { Address = address, State = isSet ? CoilState.Set : CoilState.Clear }, _unit, cancel);

    public async Task WriteRegisterAsync(ushort address, ushort value, CancellationToken cancel) =>
        await _client.WriteSingleRegisterAsync(new() { Address = address, Value = value }, _unit, cancel);

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
