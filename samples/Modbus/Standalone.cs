using System.IO.Ports;
using System.Net.Sockets;
using ProtoGen;
using Samples.Modbus.Rtu;

namespace Samples.Modbus;

/// <summary>One side alone, until it is asked to stop.</summary>
internal static class Standalone
{
    /// <summary>What a user can mend is said in one line, not as a stack trace.</summary>
    public static async Task<int> Run(Func<Task> side, CancellationToken cancel)
    {
        try
        {
            await side();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        return 0;
    }

    public static async Task Serve(string bind, int port, string? serial, Parity parity, CancellationToken cancel)
    {
        var (narrator, device) = (new Narrator(), new Device());
        if (serial is not null)
        {
            await ServeLine(serial, parity, device, narrator, cancel);
            return;
        }

        await using var slave = await Story.Listen(device, $"tcp://{bind}:{port}", narrator, cancel);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
    }

    public static async Task Master(string target, byte unit, Parity parity, PollSettings settings, CancellationToken cancel)
    {
        var narrator = new Narrator();
        Action<StateChange> say = change => narrator.Tell("master", change);
        await using IMaster master = target.Contains('/') ? new RtuMaster($"serial://{target}", unit, parity, say) : new TcpMaster(target, unit, say);
        await master.StartAsync(cancel);
        await new Poll(master, narrator, settings).Run(cancel);
    }

    // Bytes in which no frame can be found end the connection; on a line that means noise, and the port is opened anew.
    private static async Task ServeLine(string port, Parity parity, Device device, Narrator narrator, CancellationToken cancel)
    {
        await using var slave = new ModbusRtuServer(new RtuSlave(device));
        await slave.StartAsync(cancel);
        while (true)
        {
            var serving = slave.ServeAsync(SerialLine.Open(port, parity), cancel: cancel);
            narrator.Say("slave", $"serves {port}");
            narrator.Say("slave", $"the line ended: {await serving}");
            cancel.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
        }
    }
}
