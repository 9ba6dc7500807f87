using System.IO.Ports;
using ProtoGen;
using Samples.Modbus.Rtu;

namespace Samples.Modbus;

/// <summary>A master of devices on a serial line, where one side speaks at a time: the next request leaves when the one before it is answered, or its time is over.</summary>
internal sealed class RtuMaster(string endpoint, byte unit, Parity parity, Action<StateChange> changed) : IMaster
{
    private readonly ModbusRtuHeader _unit = new() { Unit = unit };

    private readonly ModbusRtuClient _client = new(endpoint)
    {
        StateChanged = changed,
        RequestTimeout = TimeSpan.FromSeconds(1),
        Options = new()
        {
            Connect = (line, cancel) => SerialLine.Connect(line, parity, cancel),
            Queue = QueuePolicy.Wait,
            Backoff = new() { Longest = TimeSpan.FromSeconds(5) },
            Limits = new() { MaxPendingRequests = 1, LostReplyTimeout = TimeSpan.FromSeconds(1) },
        },
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
