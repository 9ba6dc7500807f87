using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>
/// A PostgreSQL client: what the schema and the runtime do not know of the protocol. Connecting, coming back, waiting, and which message
/// belongs to which query are the runtime's.
/// </summary>
public sealed class PostgresClient : IAsyncDisposable
{
    private static readonly CopyFail NothingToCopy = new() { Reason = "this client has nothing to copy" };

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    // What timers of the platform can wait for.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private readonly string _server;
    private readonly PostgresOptions _options;
    private readonly ClientTlsOptions? _tls;
    private readonly Settings _settings = new();
    private readonly ConcurrentDictionary<string, bool> _channels = new();
    private readonly SemaphoreSlim _speaking = new(1);
    private readonly PostgreSqlClient _wire;
    private volatile Login? _login;

    /// <param name="server">Such as <c>tcp://localhost:5432</c>, <c>tls://db.example:5432</c> or <c>unix:///run/postgresql/.s.PGSQL.5432</c>.</param>
    /// <param name="options">Who the client is.</param>
    public PostgresClient(string server, PostgresOptions options)
    {
        (_server, _options) = (server, options);
        _tls = server.StartsWith("tls://", StringComparison.Ordinal) ? (options.Tls ?? new()) with { Upgrade = AskForTlsAsync } : options.Tls;
        _wire = new(server)
        {
            Handshake = LogInAsync,
            Handler = new Inbox(options, _settings),
            StateChanged = options.StateChanged,
            RequestTimeout = options.Timeout,
            Options = new()
            {
                Backoff = options.Backoff,
                Tls = _tls,
                // The messages of one statement go to one connection: what finds none waits before the first of them, and there is room for all of them.
                Queue = QueuePolicy.FailFast,
                Limits = new() { SendHighWatermarkBytes = 32 << 20, SendCapBytes = 64 << 20 },
            },
        };
    }

    /// <summary>The process of the server that serves this connection; 0 before the first one.</summary>
    public uint Process => _login?.Key.Process ?? 0;

    /// <summary>What the server is set to, such as <c>server_version</c>; null where it did not say.</summary>
    public string? Setting(string name) => _settings[name];

    /// <summary>Connects, and waits until the client is logged in.</summary>
    /// <exception cref="ConnectionException">The server refused, for good: its inner <see cref="FaultException{TFault}"/> of <see cref="ErrorResponse"/> says why.</exception>
    public Task StartAsync(CancellationToken cancel = default) => _wire.StartAsync(cancel);

    /// <summary>Runs statements, several of them between semicolons, and hands out their rows as they come.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="cancel">Has the server stop; the rows end with an <see cref="OperationCanceledException"/> when it has.</param>
    /// <exception cref="PostgresException">The server could not do it. Thrown behind the last row, when the session goes on.</exception>
    /// <exception cref="ConnectionException">The answer did not come to its end; <see cref="ConnectionException.Delivery"/> says whether it may have been done.</exception>
    public IAsyncEnumerable<Row> QueryAsync(string sql, CancellationToken cancel = default) => ReadAsync(new(), sql, null, cancel);

    /// <summary>Runs one statement with values for its parameters <c>$1</c>, <c>$2</c>…, and hands out its rows as they come.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The values as text; null for NULL.</param>
    /// <param name="cancel">Has the server stop; the rows end with an <see cref="OperationCanceledException"/> when it has.</param>
    /// <inheritdoc cref="QueryAsync(string, CancellationToken)"/>
    public IAsyncEnumerable<Row> QueryAsync(string sql, IReadOnlyList<string?> parameters, CancellationToken cancel = default) => ReadAsync(new(), sql, parameters, cancel);

    /// <summary>Runs statements for what they do.</summary>
    /// <returns>What each did, such as <c>INSERT 0 1</c>.</returns>
    /// <inheritdoc cref="QueryAsync(string, CancellationToken)"/>
    public async Task<IReadOnlyList<string>> ExecuteAsync(string sql, IReadOnlyList<string?>? parameters = null, CancellationToken cancel = default)
    {
        var answer = new Answer();
        await foreach (var _ in ReadAsync(answer, sql, parameters, cancel))
        {
            // Nobody asked for rows.
        }

        return answer.Tags;
    }

    /// <summary>Listens to a channel, on this connection and on every later one.</summary>
    /// <inheritdoc cref="QueryAsync(string, CancellationToken)"/>
    public async Task ListenAsync(string channel, CancellationToken cancel = default)
    {
        await ExecuteAsync(Listen(channel), cancel: cancel);
        _channels[channel] = true;
    }

    /// <summary>Listens to a channel no more.</summary>
    /// <inheritdoc cref="QueryAsync(string, CancellationToken)"/>
    public async Task UnlistenAsync(string channel, CancellationToken cancel = default)
    {
        _channels.TryRemove(channel, out _);
        await ExecuteAsync($"UN{Listen(channel)}", cancel: cancel);
    }

    /// <summary>Says goodbye and closes.</summary>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    private static string Listen(string channel) => $"LISTEN \"{channel.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // What begins in clear text is the runtime's to secure, but the schema's to say (55.2.10).
    private static async ValueTask AskForTlsAsync(Stream server, CancellationToken cancel)
    {
        var (request, answer) = (new byte[8], new byte[1]);
        PostgreSqlProtocol.WriteFrame(default(SslRequest), request);
        await server.WriteAsync(request, cancel);
        await server.ReadExactlyAsync(answer, cancel);
        if (!SslRequestReply.TryDecode(answer, out var reply) || reply.Answer != SslAnswer.Willing) throw new NotSupportedException("the server takes no TLS");
    }

    // On every connection, before everything that waits.
    private async ValueTask LogInAsync(PostgreSqlHandshake handshake, CancellationToken cancel)
    {
        var login = new Login(_options);
        await login.RunAsync(handshake, cancel);
        foreach (var setting in login.Settings) _settings.Set(setting);
        string[] channels = [.. _channels.Keys];
        if (channels.Length > 0)
        {
            var answer = new Answer();
            await foreach (var said in handshake.QueryAsync(new() { Sql = string.Join(';', channels.Select(Listen)) }, cancel)) answer.Take(said);
            if (answer.Error is { } error) throw new ConnectionException(DisconnectReason.RegisterPostponed, Delivery.NotSent, error.ToString());
        }

        var isFirst = _login is null;
        _login = login;
        _options.Resumed?.Invoke(new(isFirst, channels));
    }

    private async IAsyncEnumerable<Row> ReadAsync(Answer answer, string sql, IReadOnlyList<string?>? parameters, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = (parameters is null ? AskAsync(answer, sql, cancel) : AskAsync(answer, sql, parameters, cancel)).GetAsyncEnumerator(cancel);
        while (await NextAsync(rows, answer)) yield return rows.Current;
        if (answer.Error is not { } error) yield break;
        var failure = new PostgresException(error);
        // 57014 is query_canceled.
        throw error.SqlState == "57014" && cancel.IsCancellationRequested ? new OperationCanceledException(failure.Message, failure, cancel) : failure;
    }

    // Where the server said why it ends the connection, that is the cause. A statement that took too long does not hold up the next one.
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<Row> rows, Answer answer)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (ConnectionException failure) when (failure is { Reason: DisconnectReason.RequestTimeout, Delivery: Delivery.OutcomeUnknown })
        {
            await StopAsync();
            throw;
        }
        catch (ConnectionException failure) when (answer.Error is { } error)
        {
            throw new ConnectionException(failure.Reason, failure.Delivery, $"{failure.Message} {error}", new PostgresException(error, failure));
        }
    }

    private async IAsyncEnumerable<Row> AskAsync(Answer answer, string sql, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (said, next) = await SpeakAsync(() => _wire.QueryAsync(new() { Sql = sql }, CancellationToken.None), _ => Task.CompletedTask, cancel);
        await using var read = said;
        await using var stop = cancel.UnsafeRegister(_ => _ = StopAsync(), null);
        for (; await next; next = said.MoveNextAsync())
        {
            if (answer.Take(said.Current) is { } row) yield return row;
            else if (answer.IsAskedToCopy()) _wire.TrySendCopyFail(NothingToCopy);
        }
    }

    private async IAsyncEnumerable<Row> AskAsync(Answer answer, string sql, IReadOnlyList<string?> parameters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var bind = new Bind { Portal = "", Statement = "", ParameterFormats = [], Parameters = [.. parameters.Select(Text)], ResultFormats = [] };
        // Throws before anything is sent.
        bind.GetSize();
        var parse = new Parse { Statement = "", Sql = sql, ParameterTypes = [] };
        var (said, next) = await SpeakAsync(() => _wire.ParseAsync(parse, CancellationToken.None), login => GoOnAsync(bind, login), cancel);
        await using var read = said;
        await using var stop = cancel.UnsafeRegister(_ => _ = StopAsync(), null);
        for (; await next; next = said.MoveNextAsync())
        {
            if (answer.Take(said.Current) is { } row) yield return row;
            if (!answer.IsAskedToCopy()) continue;
            // The Sync that was sent is overheard in the middle of a COPY (55.2.6).
            _wire.TrySendCopyFail(NothingToCopy);
            _wire.TrySendSync();
        }
    }

    // Nothing may come between the messages of one statement: the next Parse or Query would take its place on the server.
    private async Task<(IAsyncEnumerator<T> Said, ValueTask<bool> Next)> SpeakAsync<T>(Func<IAsyncEnumerable<T>> ask, Func<Login?, Task> goOn, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.Timeout < LongestWait ? _options.Timeout : Timeout.InfiniteTimeSpan, TimeProvider.System);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            while (true)
            {
                await _wire.StartAsync(enough.Token);
                await _speaking.WaitAsync(enough.Token);
                try
                {
                    if (await TrySpeakAsync(ask, goOn) is { } spoken) return spoken;
                }
                finally
                {
                    _speaking.Release();
                }

                // The connection ended just now, which its senders know before the state says so.
                await Task.Delay(Moment, TimeProvider.System, enough.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ConnectionException(DisconnectReason.RequestTimeout, Delivery.NotSent, "There was no connection within the timeout; the statement was not sent.");
        }
    }

    // Null where there is no connection.
    private async Task<(IAsyncEnumerator<T> Said, ValueTask<bool> Next)?> TrySpeakAsync<T>(Func<IAsyncEnumerable<T>> ask, Func<Login?, Task> goOn)
    {
        var login = _login;
        var said = ask().GetAsyncEnumerator(CancellationToken.None);
        var next = said.MoveNextAsync();
        try
        {
            // A fault at once: it was not sent.
            if (next.IsFaulted) await next;
        }
        catch (ConnectionException failure) when (failure.Reason == DisconnectReason.NotReady)
        {
            return null;
        }

        await goOn(login);
        return (said, next);
    }

    private async Task GoOnAsync(Bind bind, Login? begunIn)
    {
        try
        {
            await _wire.SendBindAsync(bind);
            await _wire.SendDescribeAsync(new() { Target = Target.Portal, Name = "" });
            await _wire.SendExecuteAsync(new() { Portal = "", MaxRows = 0 });
            await _wire.SendSyncAsync();
            if (_login == begunIn) return;
        }
        catch (Exception failure)
        {
            Break();
            // What became of the beginning, its answer says.
            if (failure is not ConnectionException) throw;
            return;
        }

        Break();

        // Half a statement would never be answered, or be taken for part of the next one.
        void Break() => _wire.Disconnect();
    }

    private static Value Text(string? text) => new() { Data = text is null ? (WireList<byte>?)null : Encoding.UTF8.GetBytes(text) };

    // A connection of its own, which the server closes without a word (55.2.8). It stops a session, not a statement: one that has just ended leaves
    // it to the next one, as with every client.
    private async Task StopAsync()
    {
        if (_login?.Key is not { } key) return;
        try
        {
            await new PostgreSqlClient(_server) { Options = new() { Tls = _tls } }.CallOnceAsync(call => call.SendCancelRequestAsync(new() { Process = key.Process, Secret = key.Secret }));
        }
        catch (ConnectionException)
        {
            // The statement goes on, and ends by itself.
        }
    }
}
