using ProtoGen.Connections;

namespace ProtoGen;

// The end of a server, in order: not ready, no more connections, notice, handlers, output, FIN; a reset for those that are not done in time.
public abstract partial class ServerBase<TFraming, THeader>
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(20);

    private StopResult _stopped;

    /// <summary>
    /// Stops accepting, tells handlers of records by their <c>PeerDraining</c>, lets handlers finish and output go, closes; connections that are not
    /// done when the drain time is over are broken off. A handler may call it, but should not wait for it: its own connection cannot end before it
    /// does, so that both wait until the drain time is over. Called again it waits for the first call.
    /// </summary>
    /// <param name="drain">Zero or more.</param>
    /// <param name="cancel">Ends the drain at once.</param>
    /// <returns>What became of the connections.</returns>
    /// <exception cref="ArgumentException">The drain time is below zero.</exception>
    public async Task<StopResult> StopAsync(TimeSpan drain, CancellationToken cancel = default)
    {
        OptionChecks.NotNegative(drain, nameof(drain));
        Volatile.Write(ref _isReady, false);
        await _transition.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            // It may have been started meanwhile.
            Volatile.Write(ref _isReady, false);
            if (!_stopping.IsCancellationRequested) _stopped = await StopOnceAsync(drain, cancel).ConfigureAwait(false);
            return _stopped;
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Stops with the default drain time.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(Options.DrainTimeout).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async Task<StopResult> StopOnceAsync(TimeSpan drain, CancellationToken cancel)
    {
        if (_registry is not { } registry)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            return default;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var deadline = Task.Delay(drain < LongestDrain ? drain : LongestDrain, Options.TimeProvider, over.Token);
        await PauseAsync(Options.UnreadyTime, deadline).ConfigureAwait(false);

        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var loop in _loops) loop.Close();
        await Task.WhenAll(_accepting).ConfigureAwait(false);
        await _arrivals.CloseAsync().ConfigureAwait(false);

        var open = registry.All.ToList();
        Log.ServerStopping(_environment!.Logger, open.Count);
        await CloseAsync(open, deadline).ConfigureAwait(false);
        await Task.WhenAny(registry.WhenEmptyAsync(), deadline).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await deadline.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var aborted = 0;
        foreach (var connection in registry.All)
        {
            connection.Abort(DisconnectReason.ServerDraining);
            aborted++;
        }

        await registry.WhenEmptyAsync().ConfigureAwait(false);
        _epoll?.End();
        var result = new StopResult(open.Count - aborted, aborted);
        Log.ServerStopped(_environment!.Logger, result.Closed, result.Aborted);
        return result;
    }

    // Each is told and then closed when no handler of it runs; evenly over the spread.
    private async Task CloseAsync(List<EngineConnection> open, Task deadline)
    {
        var spread = Options.DrainSpread;
        var started = Options.TimeProvider.GetTimestamp();
        for (var done = 0; done < open.Count;)
        {
            var share = spread == TimeSpan.Zero ? 1 : Options.TimeProvider.GetElapsedTime(started) / spread;
            for (; done < open.Count && done <= share * open.Count; done++)
            {
                open[done].AnnounceDraining();
                open[done].CloseWhenIdle(DisconnectReason.ServerDraining);
            }

            if (done == open.Count || deadline.IsCompleted) return;
            var step = spread / open.Count;
            await PauseAsync(step > ShortestStep ? step : ShortestStep, deadline).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(TimeSpan time, Task deadline)
    {
        if (time <= TimeSpan.Zero || deadline.IsCompleted) return;
        using var over = new CancellationTokenSource();
        var pause = Task.Delay(time < LongestDrain ? time : LongestDrain, Options.TimeProvider, over.Token);
        await Task.WhenAny(pause, deadline).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
