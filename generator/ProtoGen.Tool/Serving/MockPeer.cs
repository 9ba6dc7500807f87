using ProtoGen.Tool.Live.Emitted;

namespace ProtoGen.Tool.Serving;

/// <summary>One client of a mock server, and how far the script is with it.</summary>
internal sealed class MockPeer : IDisposable
{
    private readonly Dictionary<string, int> _steps = [];
    private readonly CancellationTokenSource _gone = new();

    public MockPeer(ILivePeer live) => (Live, Gone) = (live, _gone.Token);

    public ILivePeer Live { get; }

    /// <summary>Cancelled when the connection is over.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Messages heard.</summary>
    public int Heard { get; set; }

    /// <summary>The step that answers the next message of a name; null where the script says nothing of it.</summary>
    public ScriptStep? NextStep(ServerScript script, string message)
    {
        if (!script.On.TryGetValue(message, out var steps) || steps.Count == 0) return null;
        var at = _steps.GetValueOrDefault(message);
        _steps[message] = at + 1;
        return steps[Math.Min(at, steps.Count - 1)];
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
