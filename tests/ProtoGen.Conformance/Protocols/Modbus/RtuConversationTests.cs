using System.Net;
using System.Net.Sockets;
using Samples.Modbus.Rtu;

namespace ProtoGen.Conformance.Modbus;

/// <summary>Masters and slaves that talk in frames without a length, over sockets.</summary>
public class RtuConversationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ModbusRtuHeader Unit17 = new() { Unit = 17 };

    [Fact]
    public async Task A_master_writes_and_reads_what_a_slave_holds()
    {
        await using var server = await Serve();
        await using var client = await Connect(server);

        Assert.Equal(2, (await client.WriteMultipleRegistersAsync(new() { Address = 7, Values = new ushort[] { 0x0102, 0xFFFE } }, Unit17).AsTask().WaitAsync(Patience)).Quantity);
        Assert.Equal(9, (await client.WriteSingleRegisterAsync(new() { Address = 9, Value = 3 }, Unit17).AsTask().WaitAsync(Patience)).Address);
        Assert.Equal([0x0102, 0xFFFE, 3], (await client.ReadHoldingRegistersAsync(new() { Address = 7, Quantity = 3 }, Unit17).AsTask().WaitAsync(Patience)).Registers);
        Assert.Equal([0xABCD, 4], (await client.ReadWriteMultipleRegistersAsync(
            new() { ReadAddress = 8, ReadQuantity = 2, WriteAddress = 8, Values = new ushort[] { 0xABCD, 4 } }, Unit17).AsTask().WaitAsync(Patience)).Registers);

        await client.WriteMultipleCoilsAsync(new() { Address = 100, States = new[] { true, false, true, true, false, false, true, true, true } }, Unit17).AsTask().WaitAsync(Patience);
        await client.WriteSingleCoilAsync(new() { Address = 101, State = CoilState.Set }, Unit17).AsTask().WaitAsync(Patience);
        var coils = (await client.ReadCoilsAsync(new() { Address = 100, Quantity = 9 }, Unit17).AsTask().WaitAsync(Patience)).States;
        Assert.Equal([true, true, true, true, false, false, true, true, true, false, false, false, false, false, false, false], coils);
    }

    [Fact]
    public async Task An_exception_is_the_fault_of_its_request_and_the_line_goes_on()
    {
        await using var server = await Serve();
        await using var client = await Connect(server);
        var outside = client.ReadHoldingRegistersAsync(new() { Address = 1999, Quantity = 2 }).AsTask();
        var unknown = client.ReadDiscreteInputsAsync(new() { Address = 0, Quantity = 1 }).AsTask();
        var inside = client.ReadHoldingRegistersAsync(new() { Address = 1998, Quantity = 2 }).AsTask();

        var address = await Assert.ThrowsAsync<FaultException<ModbusFault>>(() => outside.WaitAsync(Patience));
        Assert.Equal(ExceptionCode.IllegalDataAddress, address.Fault.Code);
        var function = await Assert.ThrowsAsync<FaultException<ModbusFault>>(() => unknown.WaitAsync(Patience));
        Assert.Equal(ExceptionCode.IllegalFunction, function.Fault.Code);
        Assert.Equal(2, (await inside.WaitAsync(Patience)).Registers.Count);
    }

    [Fact]
    public async Task Answers_without_numbers_belong_to_their_requests_in_the_order_of_sending()
    {
        await using var server = await Serve();
        await using var client = await Connect(server);
        for (var address = 0; address < 1000; address += 100)
            await client.WriteMultipleRegistersAsync(new() { Address = (ushort)address, Values = Enumerable.Range(address, 100).Select(number => (ushort)number).ToArray() }).AsTask().WaitAsync(Patience);

        var asked = Enumerable.Range(0, 500).Select(number => (number, Call: client.ReadHoldingRegistersAsync(new() { Address = (ushort)number, Quantity = (ushort)(1 + (number % 125)) }).AsTask())).ToArray();
        foreach (var (number, call) in asked)
            Assert.Equal(Enumerable.Range(number, 1 + (number % 125)), (await call.WaitAsync(Patience)).Registers.Select(register => (int)register));
    }

    [Fact]
    public async Task A_slave_answers_as_the_unit_that_was_asked()
    {
        await using var server = await Serve();
        await using var client = await Connect(server);
        foreach (var unit in new byte[] { 1, 17, 247 })
            Assert.Equal([unit], (await client.ReadInputRegistersAsync(new() { Address = 0, Quantity = 1 }, new() { Unit = unit }).AsTask().WaitAsync(Patience)).Registers.Select(register => (int)register));
    }

    [Fact]
    public async Task What_one_device_says_is_not_the_answer_of_another()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = new ModbusRtuClient($"tcp://{listener.LocalEndpoint}") { RequestTimeout = TimeSpan.FromSeconds(1) };
        var starting = client.StartAsync();
        using var line = await listener.AcceptSocketAsync().WaitAsync(Patience);
        await starting.WaitAsync(Patience);

        var silent = client.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, new() { Unit = 5 }).AsTask();
        await Assert.ThrowsAsync<ConnectionException>(() => silent.WaitAsync(Patience));
        var asked = client.ReadHoldingRegistersAsync(new() { Address = 1, Quantity = 1 }, new() { Unit = 17 }).AsTask();
        foreach (var (unit, value) in new (byte, ushort)[] { (99, 3), (5, 2), (17, 1) })
        {
            var frame = new byte[16];
            var size = ModbusRtuProtocol.WriteFrame(new ReadHoldingRegistersReply { Registers = new[] { value } }, new ModbusRtuHeader { Unit = unit }, frame);
            await line.SendAsync(frame.AsMemory(0, size), SocketFlags.None);
        }

        Assert.Equal([1], (await asked.WaitAsync(Patience)).Registers.Select(register => (int)register));
        Assert.Equal(2, client.Counters.LateReplies);
    }

    [Fact]
    public async Task Bytes_that_come_one_by_one_are_answered_when_the_frame_is_whole()
    {
        await using var server = await Serve();
        using var line = await Dial(server);
        foreach (var part in Convert.FromHexString("1110041000030600C8008287012F7D")) await line.SendAsync(new[] { part }, SocketFlags.None);
        Assert.Equal("111004100003", (await Receive(line, 8))[..12]);
        await line.SendAsync(Convert.FromHexString("1103041000 03 07AE".Replace(" ", "", StringComparison.Ordinal)), SocketFlags.None);
        Assert.Equal("11030600C800828701", (await Receive(line, 11))[..18]);
    }

    [Theory]
    [InlineData("1103007C00020744")]           // the check
    [InlineData("1163007C00020743")]           // no such function: nobody knows where it ends
    [InlineData("110F041007B1F7")]             // 1969 coils, more than a request may set: refused before its bytes have come
    [InlineData("1110041000030500C800828701")] // five bytes for three registers
    public async Task A_line_on_which_no_frame_can_be_found_is_closed(string hex)
    {
        await using var server = await Serve();
        using var line = await Dial(server);
        await line.SendAsync(Convert.FromHexString(hex), SocketFlags.None);
        Assert.Equal("", await Receive(line, 1));
    }

    private static async Task<ModbusRtuServer> Serve()
    {
        var server = new ModbusRtuServer(new RegisterSlave(), "tcp://127.0.0.1:0");
        await server.StartAsync().WaitAsync(Patience);
        return server;
    }

    private static async Task<ModbusRtuClient> Connect(ModbusRtuServer server)
    {
        var client = new ModbusRtuClient($"tcp://{server.Endpoints[0]}");
        await client.StartAsync().WaitAsync(Patience);
        return client;
    }

    private static async Task<Socket> Dial(ModbusRtuServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync((IPEndPoint)server.Endpoints[0]).WaitAsync(Patience);
        return socket;
    }

    /// <summary>As many bytes, fewer where the other side closed.</summary>
    private static async Task<string> Receive(Socket socket, int count)
    {
        var (bytes, filled) = (new byte[count], 0);
        while (filled < count)
        {
            var received = await socket.ReceiveAsync(bytes.AsMemory(filled), SocketFlags.None).AsTask().WaitAsync(Patience);
            if (received == 0) break;
            filled += received;
        }

        return Convert.ToHexString(bytes.AsSpan(0, filled));
    }
}
