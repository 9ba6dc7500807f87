namespace ProtoGen;

/// <summary>Short connections.</summary>
public static class ClientCalls
{
    /// <summary>
    /// Connects, makes one call and closes: <c>await new MyClient("tcp://…").CallOnceAsync(client => client.GetTimeAsync())</c>. Every endpoint
    /// is tried once, without pauses; the client's <see cref="ClientBase.RequestTimeout"/> covers everything up to the reply.
    /// </summary>
    /// <param name="client">A client that was not started; it is disposed at the end.</param>
    /// <param name="call">The call, or several.</param>
    /// <exception cref="InvalidOperationException">The client was started before.</exception>
    /// <exception cref="ConnectionException">No endpoint could be reached, the registration was refused, or the call failed.</exception>
    public static async Task<TResult> CallOnceAsync<TClient, TResult>(this TClient client, Func<TClient, ValueTask<TResult>> call)
        where TClient : ClientBase
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(call);
        client.PrepareForOneCall();
        await using (client.ConfigureAwait(false)) return await call(client).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CallOnceAsync{TClient, TResult}(TClient, Func{TClient, ValueTask{TResult}})"/>
    public static async Task CallOnceAsync<TClient>(this TClient client, Func<TClient, ValueTask> call) where TClient : ClientBase
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(call);
        client.PrepareForOneCall();
        await using (client.ConfigureAwait(false)) await call(client).ConfigureAwait(false);
    }
}
