using System.Globalization;
using ProtoGen;

namespace Samples.Modbus;

/// <summary>A master at work: once a cycle it writes its life sign and reads registers; what is lost meanwhile it says once the device is back.</summary>
internal sealed class Poll(IMaster master, Narrator narrator, PollSettings settings)
{
    private readonly List<string> _doubtful = [];
    private int _unsaid;
    private string _shown = "";

    public async Task Run(CancellationToken cancel)
    {
        using var cycles = new PeriodicTimer(settings.Every, TimeProvider.System);
        for (ushort cycle = 1; ; cycle++)
        {
            if (settings.LifeSign is { } address)
                await Try($"life sign {cycle}", () => master.WriteRegisterAsync(address, cycle, cancel));
            await Try($"reading {cycle}", async () => Show(await master.ReadRegistersAsync(settings.Address, settings.Count, cancel)));
            await cycles.WaitForNextTickAsync(cancel);
        }
    }

    private async Task Try(string what, Func<Task> call)
    {
        try
        {
            await call();
            SayLosses();
        }
        catch (ConnectionException lost)
        {
            // What never left can be left out of account; of what did nobody knows whether the device did it.
            if (lost.Delivery == Delivery.NotSent) _unsaid++;
            else _doubtful.Add(what);
        }
        catch (Exception refused) when (refused is FaultException<Tcp.ModbusFault> or FaultException<Rtu.ModbusFault>)
        {
            narrator.Say("master", $"{what} was refused. {refused.Message}");
        }
    }

    private void Show(IReadOnlyList<ushort> registers)
    {
        var shown = string.Join(' ', registers.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        if (shown != _shown) narrator.Say("master", $"registers from {settings.Address}: {shown}");
        _shown = shown;
    }

    private void SayLosses()
    {
        if (_unsaid + _doubtful.Count == 0) return;
        var doubt = _doubtful.Count == 0 ? "none is in doubt" : $"in doubt: {string.Join(", ", _doubtful)}";
        narrator.Say("master", $"lost meanwhile: {_unsaid} requests that never left; {doubt}");
        _unsaid = 0;
        _doubtful.Clear();
    }
}

/// <summary>What a master asks in every cycle.</summary>
/// <param name="Address">The first register it reads.</param>
/// <param name="Count">How many it reads.</param>
/// <param name="LifeSign">The register that it writes the number of the cycle into; null for none.</param>
/// <param name="Every">The time between cycles.</param>
internal sealed record PollSettings(ushort Address, ushort Count, ushort? LifeSign, TimeSpan Every);
