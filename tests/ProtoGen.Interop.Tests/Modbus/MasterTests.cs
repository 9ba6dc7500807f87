using Samples.Modbus.Tcp;

namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>The generated client against slaves of others, over TCP.</summary>
public class MasterTests
{
    private static readonly ModbusTcpHeader Unit = new() { Unit = 17 };

    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task A_master_reads_and_writes_what_a_slave_of_others_holds(string library)
    {
        var port = RawServer.FreePort();
        await using var slave = await ModbusPeers.Serve(library, "tcp", ModbusPeers.Text(port));
        await using var master = new ModbusTcpClient($"tcp://127.0.0.1:{port}");

        Assert.Equal(1234, (await master.WriteSingleRegisterAsync(new() { Address = 5, Value = 1234 }, Unit).InTime()).Value);
        Assert.Equal(2, (await master.WriteMultipleRegistersAsync(new() { Address = 6, Values = new ushort[] { 1, 65535 } }, Unit).InTime()).Quantity);
        Assert.Equal([0, 1234, 1, 65535], (await master.ReadHoldingRegistersAsync(new() { Address = 4, Quantity = 4 }, Unit).InTime()).Registers);
        Assert.Equal([1000, 1010], (await master.ReadInputRegistersAsync(new() { Address = 100, Quantity = 2 }, Unit).InTime()).Registers);
        Assert.Equal([1234, 1, 77], (await master.ReadWriteMultipleRegistersAsync(
            new() { ReadAddress = 5, ReadQuantity = 3, WriteAddress = 7, Values = new ushort[] { 77 } }, Unit).InTime()).Registers);

        Assert.Equal(CoilState.Set, (await master.WriteSingleCoilAsync(new() { Address = 3, State = CoilState.Set }, Unit).InTime()).State);
        Assert.Equal(11, (await master.WriteMultipleCoilsAsync(
            new() { Address = 10, States = new[] { true, false, true, true, false, false, true, true, true, false, true } }, Unit).InTime()).Quantity);
        var coils = (await master.ReadCoilsAsync(new() { Address = 3, Quantity = 18 }, Unit).InTime()).States;
        Assert.Equal("100000010110011101" + "000000", string.Concat(coils.Select(isSet => isSet ? '1' : '0')));
        Assert.Equal([true, false, false, true], (await master.ReadDiscreteInputsAsync(new() { Address = 0, Quantity = 4 }, Unit).InTime()).States.Take(4));
        Assert.Equal(125, (await master.ReadHoldingRegistersAsync(new() { Address = 875, Quantity = 125 }, Unit).InTime()).Registers.Count);
    }

    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task An_exception_of_a_slave_is_one_type_whatever_was_asked(string library)
    {
        var port = RawServer.FreePort();
        await using var slave = await ModbusPeers.Serve(library, "tcp", ModbusPeers.Text(port));
        await using var master = new ModbusTcpClient($"tcp://127.0.0.1:{port}");

        Func<Task>[] beyond =
        [
            async () => await master.ReadHoldingRegistersAsync(new() { Address = 999, Quantity = 2 }, Unit),
            async () => await master.ReadCoilsAsync(new() { Address = 2000, Quantity = 1 }, Unit),
            async () => await master.WriteSingleRegisterAsync(new() { Address = 1000, Value = 1 }, Unit),
        ];
        foreach (var call in beyond)
        {
            var refused = await Assert.ThrowsAsync<FaultException<ModbusFault>>(() => call().InTime());
            Assert.Equal(ExceptionCode.IllegalDataAddress, refused.Fault.Code);
        }

        var unheard = await master.OtherFunctionAsync(new() { Id = 0x55, Data = default }, Unit).InTime();
        Assert.Equal((0xD5, (byte)ExceptionCode.IllegalFunction), (unheard!.Value.Id, unheard.Value.Data[0]));
        Assert.Equal([1000], (await master.ReadInputRegistersAsync(new() { Address = 100, Quantity = 1 }, Unit).InTime()).Registers);
    }

    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task Sixty_four_requests_are_on_their_way_at_once(string library)
    {
        var port = RawServer.FreePort();
        await using var slave = await ModbusPeers.Serve(library, "tcp", ModbusPeers.Text(port));
        await using var master = new ModbusTcpClient($"tcp://127.0.0.1:{port}");
        await master.StartAsync().InTime();

        // While the slave does nothing, all of them leave.
        slave.Freeze();
        var calls = Enumerable.Range(0, 64).Select(number => master.ReadInputRegistersAsync(new() { Address = (ushort)number, Quantity = 1 }, Unit).AsTask()).ToList();
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        slave.Thaw();
        for (var number = 0; number < calls.Count; number++) Assert.Equal([(ushort)(number * 10)], (await calls[number].InTime()).Registers);
    }
}
