namespace Samples.Modbus;

/// <summary>What a master asks of a device, whatever carries it.</summary>
internal interface IMaster : IAsyncDisposable
{
    /// <summary>Connects, and goes on trying; returns with the first connection.</summary>
    Task StartAsync(CancellationToken cancel);

    Task<IReadOnlyList<bool>> ReadCoilsAsync(ushort address, ushort count, CancellationToken cancel);

    Task<IReadOnlyList<ushort>> ReadRegistersAsync(ushort address, ushort count, CancellationToken cancel);

    Task WriteCoilAsync(ushort address, bool isSet, CancellationToken cancel);

    Task WriteRegisterAsync(ushort address, ushort value, CancellationToken cancel);
}
