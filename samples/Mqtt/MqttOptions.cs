using ProtoGen;

namespace Samples.Mqtt;

/// <summary>How a client presents itself, and what it is told.</summary>
public sealed record MqttOptions
{
    /// <summary>The name of the session. Default empty: the broker makes one up, which needs <see cref="CleanSession"/>.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Default null: none is shown.</summary>
    public string? User { get; init; }

    /// <summary>Default null: none. MQTT allows one only beside a <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the broker forgets the session with each connection. Default true. Otherwise it keeps subscriptions and messages for this
    /// <see cref="ClientId"/>, and what was in flight when a connection was lost is sent again on the next one.</summary>
    public bool CleanSession { get; init; } = true;

    /// <summary>After this much silence a PINGREQ is sent; the broker gives a client up after half as much again. In whole seconds, from 1. Default 60 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Publishes above <see cref="Qos.AtMostOnce"/> that may be under way at once; others wait for their turn. Default 20, as
    /// mosquitto has it (<c>max_inflight_messages</c>).</summary>
    public int MaxInFlight { get; init; } = 20;

    /// <summary>What the broker publishes if this client goes without a word. Default null: nothing.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>How <c>tls://</c> brokers are judged. Default null: by the system's authorities.</summary>
    public ClientTlsOptions? Tls { get; init; }

    /// <summary>Pauses between attempts to connect.</summary>
    public BackoffPolicy Backoff { get; init; } = new();

    /// <summary>Gets every message, one after the other; only when it has completed is the message acknowledged. Default null: they are dropped.</summary>
    public Func<MqttMessage, ValueTask>? Received { get; init; }

    /// <summary>Called on every connection before messages flow: what the broker still knows, and what is lost.</summary>
    public Action<Resumption>? Resumed { get; init; }

    /// <summary>Called at every change of the connection's state.</summary>
    public Action<StateChange>? StateChanged { get; init; }
}

/// <summary>A message as applications see it.</summary>
public readonly record struct MqttMessage(string Topic, WireList<byte> Payload, Qos Qos = Qos.AtMostOnce, bool Retain = false);

/// <summary>How a connection began.</summary>
/// <param name="SessionPresent">Whether the broker knows the session; otherwise what it held for this client is gone.</param>
/// <param name="Subscribed">The filters that had to be subscribed to again.</param>
/// <param name="Refused">Those of them that the broker refused this time; they are given up.</param>
/// <param name="Unsettled">The requests in flight when the connection before was lost, which are not sent again; each of their calls fails with
/// <see cref="Delivery.OutcomeUnknown"/>.</param>
public readonly record struct Resumption(bool SessionPresent, IReadOnlyList<string> Subscribed, IReadOnlyList<string> Refused, int Unsettled);
