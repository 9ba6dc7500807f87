using ProtoGen;

namespace Samples.Postgres;

/// <summary>Who a client is, and what it is told.</summary>
public sealed record PostgresOptions
{
    /// <summary>The role to log in as.</summary>
    public required string User { get; init; }

    /// <summary>Default null: none; the login ends where the server asks for one.</summary>
    public string? Password { get; init; }

    /// <summary>Default null: the server takes the one that is called as the user.</summary>
    public string? Database { get; init; }

    /// <summary>Whether a server that asks for the password itself gets it. Default false: only a proof that the client knows it leaves the client.</summary>
    public bool AllowCleartext { get; init; }

    /// <summary>How servers of <c>tls://</c> are judged. Default null: by the authorities that the system trusts.</summary>
    public ClientTlsOptions? Tls { get; init; }

    /// <summary>How long a statement may wait for a connection, and for each message of its answer. Default 30 s; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses between attempts to connect.</summary>
    public BackoffPolicy Backoff { get; init; } = new();

    /// <summary>Gets what others say with NOTIFY on channels that are listened to, one after the other.</summary>
    public Func<NotificationResponse, ValueTask>? Notified { get; init; }

    /// <summary>Gets what the server remarks beside its answers.</summary>
    public Action<ServerReport>? Noticed { get; init; }

    /// <summary>Called on every connection after its login and before statements flow: what is listened to again, and so what was lost.</summary>
    public Action<Resumption>? Resumed { get; init; }

    /// <summary>Called at every change of the connection's state.</summary>
    public Action<StateChange>? StateChanged { get; init; }
}

/// <summary>How a connection began.</summary>
/// <param name="IsFirst">Whether it is the first one. On any other what was notified since the one before ended is lost, as are its transaction,
/// temporary tables and settings; statements that were in flight have failed with <see cref="Delivery.OutcomeUnknown"/>.</param>
/// <param name="Listening">The channels that are listened to again.</param>
public readonly record struct Resumption(bool IsFirst, IReadOnlyList<string> Listening);
