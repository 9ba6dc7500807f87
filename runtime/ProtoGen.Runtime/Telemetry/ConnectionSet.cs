using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Telemetry;

/// <summary>What decides the attributes of a connection. Few values each: neither peers nor devices are among them.</summary>
/// <param name="Owner">The class of the server or client.</param>
/// <param name="Transport">By OpenTelemetry's <c>network.transport</c>; null where unknown.</param>
/// <param name="Address">The host a client connects to, as it was written; null for servers.</param>
/// <param name="Port">Its port.</param>
internal readonly record struct ConnectionKind(string Owner, string? Transport, string? Address, int? Port)
{
    public static string? TransportOf(EndPoint? remote) => remote switch
    {
        IPEndPoint or DnsEndPoint => "tcp",
        UnixDomainSocketEndPoint => "unix",
        _ => null,
    };
}

/// <summary>
/// The live connections of one kind, by the groups they stand in, and their attributes, made once so that measuring allocates nothing.
/// </summary>
internal sealed class ConnectionSet
{
    private const string ErrorType = "error.type", Direction = "network.io.direction", Message = "protogen.message";

    private static readonly ConcurrentDictionary<ConnectionKind, ConnectionSet> Sets = new();

    private readonly Lock _gate = new();
    private readonly KeyValuePair<string, object?>[][] _byReason;
    private readonly ConcurrentDictionary<string, KeyValuePair<string, object?>[]> _byMessage = new();
    private readonly List<ConnectionGroup> _groups = [];

    private ConnectionSet(ConnectionKind kind)
    {
        var tags = new List<KeyValuePair<string, object?>> { new("protogen.owner", kind.Owner) };
        if (kind.Transport is not null) tags.Add(new("network.transport", kind.Transport));
        if (kind.Address is not null) tags.Add(new("server.address", kind.Address));
        if (kind.Port is not null) tags.Add(new("server.port", kind.Port));
        Tags = [.. tags];
        Received = [.. tags, new(Direction, "receive")];
        Sent = [.. tags, new(Direction, "transmit")];
        _byReason = Array.ConvertAll(Enum.GetValues<DisconnectReason>(), reason => With(ErrorType, reason.ToString()));
    }

    public static IEnumerable<ConnectionSet> All => Sets.Values;

    public KeyValuePair<string, object?>[] Tags { get; }

    public KeyValuePair<string, object?>[] Received { get; }

    public KeyValuePair<string, object?>[] Sent { get; }

    public long Count => Sum(static group => group.Count);

    public long QueuedBytes => Sum(static group => group.QueuedBytes);

    public static ConnectionSet Of(ConnectionKind kind) => Sets.GetOrAdd(kind, static kind => new(kind));

    public KeyValuePair<string, object?>[] For(DisconnectReason reason) => _byReason[(int)reason];

    /// <summary>The attributes of a message's handler; of any, where the schema has no name for it.</summary>
    public KeyValuePair<string, object?>[] ForMessage(string? message) => message is null
        ? Tags
        : _byMessage.GetOrAdd(message, static (message, set) => set.With(Message, message), this);

    /// <summary>The group has a connection from now on.</summary>
    public void Enter(ConnectionGroup group)
    {
        lock (_gate) _groups.Add(group);
    }

    /// <summary>The group has no connection any more.</summary>
    public void Leave(ConnectionGroup group)
    {
        lock (_gate) _groups.Remove(group);
    }

    // Outside the gate, which is taken inside those of the groups.
    private long Sum(Func<ConnectionGroup, long> value)
    {
        ConnectionGroup[] groups;
        lock (_gate) groups = [.. _groups];
        return groups.Sum(value);
    }

    private KeyValuePair<string, object?>[] With(string name, string value) => [.. Tags, new(name, value)];
}
