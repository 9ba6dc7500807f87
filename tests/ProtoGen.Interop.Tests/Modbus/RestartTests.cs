using Samples.Modbus.Tcp;

namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>A slave of others is killed and comes back while a master works.</summary>
public class RestartTests
{
    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task The_sample_comes_back_and_says_what_was_lost(string library)
    {
        var port = ModbusPeers.Text(RawServer.FreePort());
        var slave = await ModbusPeers.Serve(library, "tcp", port);
        await using var master = ModbusSample.Run("master", $"127.0.0.1:{port}", "--life-sign", "0", "--count", "2", "--every", "0.2");
        await master.Expect("registers from 0: 2 0");

        slave.Kill();
        await slave.DisposeAsync();
        await master.Expect("ConnectFailed");
        slave = await ModbusPeers.Serve(library, "tcp", port);
        await master.Expect("is connected (connection 2)");
        var said = await master.Expect("lost meanwhile:");
        Assert.Matches("[1-9][0-9]* requests that never left; (none is|in doubt: (life sign|reading) [0-9]+)", said);
        await master.Expect("registers from 0:");
        master.Terminate();
        Assert.Equal(0, await master.Exit(Deadline.Usual));
        await slave.DisposeAsync();
    }

    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task A_write_in_flight_is_in_doubt_a_reading_is_asked_again_what_never_left_says_so(string library)
    {
        var port = RawServer.FreePort();
        var slave = await ModbusPeers.Serve(library, "tcp", ModbusPeers.Text(port));
        await using var master = new ModbusTcpClient($"tcp://127.0.0.1:{port}")
        {
            Options = new()
            {
                Backoff = new() { First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromMilliseconds(500) },
                QueuePolicies = new Dictionary<Type, QueuePolicy> { [typeof(WriteSingleRegister)] = QueuePolicy.FailFast },
            },
        };
        await master.StartAsync().InTime();
        slave.Freeze();
        var write = master.WriteSingleRegisterAsync(new() { Address = 1, Value = 1 }).AsTask();
        var reading = master.ReadInputRegistersAsync(new() { Address = 100, Quantity = 1 }).AsTask();
        slave.Kill();
        await slave.DisposeAsync();

        Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => write.InTime())).Delivery);
        var late = await Assert.ThrowsAsync<ConnectionException>(() => master.WriteSingleRegisterAsync(new() { Address = 1, Value = 2 }).InTime());
        Assert.Equal(Delivery.NotSent, late.Delivery);
        Assert.False(reading.IsCompleted);

        slave = await ModbusPeers.Serve(library, "tcp", ModbusPeers.Text(port));
        Assert.Equal([1000], (await reading.InTime()).Registers);
        Assert.Equal(2, master.LastChange.Epoch);
        await slave.DisposeAsync();
    }
}
