namespace Samples.Mqtt;

/// <summary>Steps that happen in the order in which they were announced, whichever thread takes them.</summary>
internal sealed class Sequence
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public Step Announce()
    {
        lock (_gate)
        {
            var step = new Step(_last);
            _last = step.Over;
            return step;
        }
    }

    /// <param name="before">The step that comes first.</param>
    internal sealed class Step(Task before) : IDisposable
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        /// <summary>Completes when it is this step's turn.</summary>
        public Task Turn => before;

        /// <summary>Lets the next one go on, but never before its turn: who gives up does not let others overtake.</summary>
        public void Dispose()
        {
            if (before.IsCompleted) _over.TrySetResult();
            else before.ContinueWith(_ => _over.TrySetResult(), TaskScheduler.Default);
        }
    }
}
