using System.Net;
using System.Net.Sockets;
using Samples.Modbus.Tcp;

namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>A slave that answers in an order of its own, as gateways with several lines behind them do.</summary>
public class OutOfOrderTests
{
    [Fact]
    public async Task Answers_belong_to_the_requests_whose_numbers_they_repeat_in_whatever_order_they_come()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var master = new ModbusTcpClient($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var slave = await Accept(listener, master);

        var calls = Enumerable.Range(0, 64).Select(number => master.ReadHoldingRegistersAsync(new() { Address = (ushort)number, Quantity = 1 }).AsTask()).ToArray();
        var frames = new byte[64][];
        for (var index = 0; index < frames.Length; index++)
        {
            frames[index] = new byte[12];
            await slave.ReadExactlyAsync(frames[index]).InTime();
        }

        var order = Enumerable.Range(0, 64).ToArray();
        new Random(7).Shuffle(order);
        var answered = new HashSet<int>();
        foreach (var index in order)
        {
            var (number, address) = (frames[index][..2], frames[index][8..10]);
            if (index % 8 == 7) await slave.WriteAsync((byte[])[.. number, 0, 0, 0, 3, 0, 0x83, 2]).InTime();
            else await slave.WriteAsync((byte[])[.. number, 0, 0, 0, 5, 0, 3, 2, .. address]).InTime();

            // It alone is answered by that.
            answered.Add(index);
            await calls[index].ContinueWith(_ => { }, TaskScheduler.Default).InTime();
            Assert.All(Enumerable.Range(0, 64), other => Assert.Equal(answered.Contains(other), calls[other].IsCompleted));
        }

        for (var index = 0; index < 64; index++)
        {
            if (index % 8 == 7) Assert.Equal(ExceptionCode.IllegalDataAddress, (await Assert.ThrowsAsync<FaultException<ModbusFault>>(() => calls[index])).Fault.Code);
            else Assert.Equal([(ushort)index], (await calls[index]).Registers);
        }
    }

    private static async Task<NetworkStream> Accept(TcpListener listener, ModbusTcpClient master)
    {
        var starting = master.StartAsync();
        var socket = await listener.AcceptSocketAsync().InTime();
        await starting.InTime();
        return new(socket, ownsSocket: true);
    }
}
