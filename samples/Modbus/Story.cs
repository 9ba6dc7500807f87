using System.Diagnostics;
using System.Globalization;
using System.IO.Ports;
using ProtoGen;
using Samples.Modbus.Rtu;
using Samples.Modbus.Tcp;

namespace Samples.Modbus;

/// <summary>A device and its master in one process: over TCP, through a failure, and over a line on which one side speaks at a time.</summary>
internal static class Story
{
    public static async Task<int> Run(CancellationToken cancel)
    {
        var (narrator, device) = (new Narrator(), new Device());
        await SpeakOverTcp(device, narrator, cancel);
        await SpeakOverALine(device, narrator, cancel);
        narrator.Say("story", "the end");
        return 0;
    }

    private static async Task SpeakOverTcp(Device device, Narrator narrator, CancellationToken cancel)
    {
        var slave = await Listen(device, "tcp://127.0.0.1:0", narrator, cancel);
        var endpoint = $"{slave.Endpoints[0]}";
        await using var master = new TcpMaster(endpoint, unit: 255, change => narrator.Tell("master", change));
        await master.StartAsync(cancel);

        await WriteAndRead(master, narrator, cancel);
        await AskForTooMuch(master, narrator, cancel);
        await AskManyAtOnce(master, narrator, cancel);
        await LoseTheSlave(master, slave, endpoint, device, narrator, cancel);
    }

    public static async Task<ModbusTcpServer> Listen(Device device, string endpoint, Narrator narrator, CancellationToken cancel)
    {
        var slave = new ModbusTcpServer(new TcpSlave(device), endpoint);
        await slave.StartAsync(cancel);
        narrator.Say("slave", $"listens on {slave.Endpoints[0]}");
        return slave;
    }

    private static async Task WriteAndRead(IMaster master, Narrator narrator, CancellationToken cancel)
    {
        await master.WriteRegisterAsync(4, 1234, cancel);
        await master.WriteCoilAsync(2, true, cancel);
        var registers = await master.ReadRegistersAsync(3, 3, cancel);
        var coils = await master.ReadCoilsAsync(0, 4, cancel);
        narrator.Say("master", $"registers 3 to 5: {string.Join(' ', registers.Select(value => value.ToString(CultureInfo.InvariantCulture)))}; coils 0 to 3: {string.Concat(coils.Select(isSet => isSet ? '1' : '0'))}");
    }

    private static async Task AskForTooMuch(TcpMaster master, Narrator narrator, CancellationToken cancel)
    {
        try
        {
            await master.ReadRegistersAsync(Device.Size - 1, 2, cancel);
        }
        catch (FaultException<Tcp.ModbusFault> refused) when (refused.Fault.Code == Tcp.ExceptionCode.IllegalDataAddress)
        {
            narrator.Say("master", $"registers {Device.Size - 1} and {Device.Size} are refused: {refused.Fault.Code}");
        }
    }

    private static async Task AskManyAtOnce(IMaster master, Narrator narrator, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var calls = Enumerable.Range(0, 64).Select(number => master.ReadRegistersAsync((ushort)number, 1, cancel)).ToList();
        await Task.WhenAll(calls);
        narrator.Say("master", string.Create(CultureInfo.InvariantCulture, $"64 requests on their way at once: all answered after {clock.Elapsed.TotalMilliseconds:F1} ms"));
    }

    private static async Task LoseTheSlave(TcpMaster master, ModbusTcpServer slave, string endpoint, Device device, Narrator narrator, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var polling = new Poll(master, narrator, new(4, 1, LifeSign: 4, TimeSpan.FromMilliseconds(500))).Run(enough.Token);
        await Pause(1.2, cancel);
        narrator.Say("story", "the slave is killed");
        await slave.StopAsync(TimeSpan.Zero, cancel);
        await Pause(1.2, cancel);
        await using var next = await Listen(device, $"tcp://{endpoint}", narrator, cancel);
        await UntilItAnswers(master, cancel);
        await Pause(1.2, cancel);
        await enough.CancelAsync();
        await polling.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await master.DisposeAsync();
    }

    // How long the master waits before it tries again is drawn by lot.
    private static async Task UntilItAnswers(TcpMaster master, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await master.ReadRegistersAsync(4, 1, cancel);
                return;
            }
            catch (ConnectionException)
            {
                await Pause(0.1, cancel);
            }
        }
    }

    private static async Task SpeakOverALine(Device device, Narrator narrator, CancellationToken cancel)
    {
        var name = $"modbus-{Environment.ProcessId}";
        await using var slave = new ModbusRtuServer(new RtuSlave(device));
        await slave.StartAsync(cancel);
        var plugged = SerialLine.Accept(name, cancel);
        await using var master = new RtuMaster($"pipe://{name}", unit: 17, Parity.Even, change => narrator.Tell("master", change));
        var connecting = master.StartAsync(cancel);
        var serving = slave.ServeAsync(await plugged, cancel: cancel);
        await connecting;
        narrator.Say("story", "the same device at the end of a line");
        await WriteAndRead(master, narrator, cancel);
        await AskManyAtOnce(master, narrator, cancel);
        await master.DisposeAsync();
        narrator.Say("slave", $"the line ended: {await serving}");
    }

    private static Task Pause(double seconds, CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancel);
}
