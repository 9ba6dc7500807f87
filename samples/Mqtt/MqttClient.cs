using System.Collections.Concurrent;
using System.Text;
using ProtoGen;

namespace Samples.Mqtt;

/// <summary>
/// An MQTT 3.1.1 client: what the schema and the runtime do not know of the protocol. Connecting, pings, coming back, waiting and matching
/// replies are the runtime's.
/// </summary>
public sealed class MqttClient : IAsyncDisposable
{
    private readonly MqttOptions _options;
    private readonly ConcurrentDictionary<string, Qos> _subscriptions = new();
    private readonly Exchanges _exchanges = new();
    private readonly Sequence _sends = new(), _releases = new();
    private readonly SemaphoreSlim _window;
    private volatile CancellationTokenSource _session = new();   // cancelled when the broker has forgotten it
    private readonly Inbox _inbox;
    private readonly Mqtt311Client _wire;

    /// <param name="broker">Such as <c>tcp://localhost:1883</c> or <c>tls://broker.example:8883</c>.</param>
    /// <param name="options">How the client presents itself.</param>
    public MqttClient(string broker, MqttOptions options)
    {
        _options = options;
        _inbox = new(options.Received);
        _window = new(options.MaxInFlight);
        var schema = Mqtt311Protocol.ClientHeartbeat;
        _wire = new(broker)
        {
            Registration = Connect,
            Handshake = ResumeAsync,
            Handler = _inbox,
            StateChanged = options.StateChanged,
            Options = new()
            {
                Tls = options.Tls,
                Backoff = options.Backoff,
                Heartbeat = schema with { Interval = options.KeepAlive, Timeout = (2 * options.KeepAlive) + schema.AckTimeout },
            },
        };
    }

    /// <summary>Connects, and waits until the broker has accepted it.</summary>
    /// <exception cref="ConnectionException">The broker refused, for good: its inner <see cref="RefusedException{TReply}"/> of <see cref="ConnAck"/> says why.</exception>
    public Task StartAsync(CancellationToken cancel = default) => _wire.StartAsync(cancel);

    /// <summary>Publishes a message; completes when the broker has taken it over as <paramref name="qos"/> asks.</summary>
    /// <exception cref="ConnectionException">It did not; <see cref="ConnectionException.Delivery"/> says whether the message may have arrived.</exception>
    public async Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, Qos qos = Qos.AtMostOnce, bool retain = false, CancellationToken cancel = default)
    {
        var header = new Mqtt311Header { Head = new() { Qos = qos, Retain = retain } };
        if (qos == Qos.AtMostOnce)
        {
            await _wire.PublishAsync(new() { Topic = topic, Payload = payload }, header, cancel);
            return;
        }

        // Publishes are sent in the order of the calls, and released in that of their PUBRECs, which is the same (4.6).
        var (sending, releasing) = Announce(qos);
        using var first = sending;
        using var second = releasing;
        await sending.Turn.WaitAsync(cancel);
        await _window.WaitAsync(cancel);
        try
        {
            await _exchanges.RunAsync(async id =>
            {
                var publishing = _wire.PublishAsync(new() { Topic = topic, PacketId = id, Payload = payload }, header, cancel);
                sending.Dispose();
                if (await publishing is PublishReplies.PubRec && releasing is not null) await ReleaseAsync(id, releasing, cancel);
                return id;
            });
        }
        finally
        {
            _window.Release();
        }
    }

    /// <summary>Subscribes, on this connection and on every later one.</summary>
    /// <returns>The quality that the broker grants.</returns>
    /// <exception cref="InvalidOperationException">The broker refuses the filter.</exception>
    public async Task<Qos> SubscribeAsync(string filter, Qos qos = Qos.AtMostOnce, CancellationToken cancel = default)
    {
        var reply = await _exchanges.RunAsync(id => _wire.SubscribeAsync(new() { PacketId = id, Subscriptions = [new() { Filter = filter, Qos = qos }] }, cancel: cancel));
        if (reply.Codes[0] == SubscribeCode.Failure) throw new InvalidOperationException($"The broker refuses the subscription to {filter}.");
        _subscriptions[filter] = qos;
        return (Qos)reply.Codes[0];
    }

    /// <summary>Gives a subscription up.</summary>
    public async Task UnsubscribeAsync(string filter, CancellationToken cancel = default)
    {
        _subscriptions.TryRemove(filter, out _);
        await _exchanges.RunAsync(id => _wire.UnsubscribeAsync(new() { PacketId = id, Filters = [new() { Filter = filter }] }, cancel: cancel));
    }

    /// <summary>Says DISCONNECT, so that no will is published, and closes.</summary>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    // Both at once: were they announced in different orders, two publishes could wait for each other.
    private (Sequence.Step Sending, Sequence.Step? Releasing) Announce(Qos qos)
    {
        lock (_sends) return (_sends.Announce(), qos == Qos.ExactlyOnce ? _releases.Announce() : null);
    }

    // The message has arrived; whether the broker hands it on is unknown until PUBCOMP. One that knows nothing of the session would say that too.
    private async Task ReleaseAsync(ushort id, Sequence.Step releasing, CancellationToken cancel)
    {
        var session = _session.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(session, cancel);
        try
        {
            await releasing.Turn.WaitAsync(either.Token);
            var completing = _wire.PubRelAsync(new() { PacketId = id }, cancel: either.Token);
            releasing.Dispose();
            await completing;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ConnectionException(DisconnectReason.PeerClosed, Delivery.OutcomeUnknown, "The broker has forgotten the session, in which it took the message and was not told to hand it on.");
        }
        catch (ConnectionException failure) when (failure.Delivery == Delivery.NotSent)
        {
            throw new ConnectionException(failure.Reason, Delivery.OutcomeUnknown, failure.Message, failure);
        }
    }

    private Connect Connect() => new()
    {
        ClientId = _options.ClientId,
        KeepAlive = (ushort)Math.Clamp(_options.KeepAlive.TotalSeconds, 1, ushort.MaxValue),
        Flags = new() { CleanSession = _options.CleanSession, WillQos = _options.Will?.Qos ?? default, WillRetain = _options.Will is { Retain: true } },
        WillTopic = _options.Will?.Topic,
        WillMessage = _options.Will?.Payload,
        UserName = _options.User,
        Password = _options.Password is { } password ? Encoding.UTF8.GetBytes(password) : (WireList<byte>?)null,
    };

    // On every connection, after its CONNACK and before everything that waits.
    private async ValueTask ResumeAsync(Mqtt311Handshake handshake, CancellationToken cancel)
    {
        if (handshake.RegistrationReply.Flags.SessionPresent)
        {
            _options.Resumed?.Invoke(new(true, [], [], 0));
            return;
        }

        var unsettled = handshake.GiveUpInFlight();
        var before = _session;
        _session = new();
        await before.CancelAsync();
        _exchanges.BeginSession();
        _inbox.BeginSession();
        var subscriptions = _subscriptions.ToArray();
        List<string> refused = [];
        if (subscriptions.Length != 0)
        {
            var reply = await _exchanges.RunAsync(id => handshake.SubscribeAsync(
                new() { PacketId = id, Subscriptions = [.. subscriptions.Select(known => new Subscription { Filter = known.Key, Qos = known.Value })] }, cancel: cancel));
            for (var index = 0; index < subscriptions.Length; index++)
                if (reply.Codes[index] == SubscribeCode.Failure) refused.Add(subscriptions[index].Key);
            foreach (var filter in refused) _subscriptions.TryRemove(filter, out _);
        }

        _options.Resumed?.Invoke(new(false, [.. subscriptions.Select(known => known.Key)], refused, unsettled));
    }
}
