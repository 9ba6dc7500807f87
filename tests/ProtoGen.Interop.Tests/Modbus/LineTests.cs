using System.IO.Ports;
using Samples.Modbus.Rtu;

namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>The generated client against slaves of others, over a serial line.</summary>
public class LineTests
{
    private static readonly ModbusRtuHeader Unit = new() { Unit = 17 };

    [ModbusTheory(needsLine: true)]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task A_master_speaks_with_a_slave_of_others_over_a_serial_line(string library)
    {
        await using var line = await SerialLine.Start();
        await using var slave = await ModbusPeers.Serve(library, "rtu", line.ServerPort);
        await using var master = Master(line);

        await master.WriteMultipleRegistersAsync(new() { Address = 6, Values = new ushort[] { 1, 65535 } }, Unit).InTime();
        await master.WriteSingleCoilAsync(new() { Address = 3, State = CoilState.Set }, Unit).InTime();
        Assert.Equal([0, 1, 65535], (await master.ReadHoldingRegistersAsync(new() { Address = 5, Quantity = 3 }, Unit).InTime()).Registers);
        Assert.True((await master.ReadCoilsAsync(new() { Address = 3, Quantity = 1 }, Unit).InTime()).States[0]);
        var refused = await Assert.ThrowsAsync<FaultException<ModbusFault>>(() => master.ReadHoldingRegistersAsync(new() { Address = 999, Quantity = 2 }, Unit).InTime());
        Assert.Equal(ExceptionCode.IllegalDataAddress, refused.Fault.Code);

        // One at a time, though asked for at once: a slave on a line would take two requests for noise.
        var calls = Enumerable.Range(0, 20).Select(number => master.ReadInputRegistersAsync(new() { Address = (ushort)number, Quantity = 1 }, Unit).AsTask()).ToList();
        for (var number = 0; number < calls.Count; number++) Assert.Equal([(ushort)(number * 10)], (await calls[number].InTime()).Registers);
        Assert.Equal(1, master.LastChange.Epoch);
    }

    [SocatFact]
    public async Task A_device_that_is_silent_or_late_holds_the_others_up_for_its_time_only()
    {
        await using var line = await SerialLine.Start();
        await using var bus = SerialLine.Open(line.ServerPort);
        await using var master = Master(line, TimeSpan.FromMilliseconds(300));
        await master.StartAsync().InTime();

        var silent = master.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, new() { Unit = 5 }).AsTask();
        var other = master.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, Unit, CancellationToken.None).AsTask();
        var request = new byte[8];
        await bus.ReadExactlyAsync(request).InTime();
        Assert.Equal(5, request[0]);
        var lost = await Assert.ThrowsAsync<ConnectionException>(() => silent.InTime());
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), (lost.Reason, lost.Delivery));

        // The second one waited in vain, too: its time ran while the line was taken. A third leaves at once.
        await Assert.ThrowsAsync<ConnectionException>(() => other.InTime());
        var third = master.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, Unit).AsTask();
        do await bus.ReadExactlyAsync(request).InTime();
        while (request[0] != 17);

        // What device 5 says so late is not what device 17 was asked.
        await bus.WriteAsync(Frame(5, 0xBAD)).InTime();
        await bus.WriteAsync(Frame(17, 42)).InTime();
        Assert.Equal([42], (await third.InTime()).Registers);
        Assert.Equal(1, master.LastChange.Epoch);
    }

    [SocatFact]
    public async Task Noise_costs_the_line_and_a_reading_is_asked_again_on_the_next()
    {
        await using var line = await SerialLine.Start();
        await using var bus = SerialLine.Open(line.ServerPort);
        await using var master = Master(line);
        var reading = master.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, Unit).AsTask();
        var request = new byte[8];
        await bus.ReadExactlyAsync(request).InTime();
        var answer = Frame(17, 42);
        await bus.WriteAsync((byte[])[.. answer[..^1], (byte)(answer[^1] ^ 4)]).InTime();

        await bus.ReadExactlyAsync(request).InTime();
        await bus.WriteAsync(answer).InTime();
        Assert.Equal([42], (await reading.InTime()).Registers);
        Assert.Equal(2, master.LastChange.Epoch);
    }

    private static byte[] Frame(byte unit, ushort register)
    {
        var frame = new byte[16];
        var size = ModbusRtuProtocol.WriteFrame(new ReadHoldingRegistersReply { Registers = new[] { register } }, new ModbusRtuHeader { Unit = unit }, frame);
        return frame[..size];
    }

    private static ModbusRtuClient Master(SerialLine line, TimeSpan? patience = null) => new($"serial://{line.ClientPort}")
    {
        RequestTimeout = patience ?? TimeSpan.FromSeconds(5),
        Options = new()
        {
            Connect = (_, _) => new(Open(line.ClientPort)),
            Limits = new() { MaxPendingRequests = 1 },
        },
    };

    private static Stream Open(string name)
    {
        var port = new SerialPort(name, 19_200, Parity.None, 8, StopBits.One);
        port.Open();
        return port.BaseStream;
    }
}
