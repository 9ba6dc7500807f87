using System.ComponentModel;

namespace ProtoGen.Connections;

/// <summary>The call of a request that says that it wants no answer; called by emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Unanswered
{
    /// <summary>Nothing, once the request is sent.</summary>
    /// <exception cref="ConnectionException">It could not be sent.</exception>
    public static ValueTask<TResult> After<TResult>(ValueTask sending)
    {
        if (!sending.IsCompletedSuccessfully) return AwaitAsync(sending);
        sending.GetAwaiter().GetResult();
        return default;

        static async ValueTask<TResult> AwaitAsync(ValueTask sending)
        {
            await sending.ConfigureAwait(false);
            return default!;
        }
    }
}
