using System.Globalization;
using ProtoGen;

namespace Samples.Modbus;

/// <summary>Tells what happens, one line at a time: seconds since the start, who, what.</summary>
internal sealed class Narrator
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Tells what became of a connection. There is nothing to register here, so that step is not told.</summary>
    public void Tell(string who, StateChange change)
    {
        var said = change switch
        {
            { State: ClientState.Registering } => null,
            { State: ClientState.Connecting } => $"connects {change.Endpoint}".TrimEnd(),
            { State: ClientState.Ready } => $"is connected (connection {change.Epoch})",
            { State: ClientState.Stopped } => "stops",
            { Cause: ConnectionException { Message: var why } } => $"waits: {change.Reason}. {why}",
            _ => $"waits: {change.Reason}",
        };
        if (said is not null) Say(who, said);
    }

    public void Say(string who, string what)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,7:F3} s  {who,-8} {what}"));
    }
}
