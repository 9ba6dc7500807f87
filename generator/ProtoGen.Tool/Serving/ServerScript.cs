using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Serving;

/// <summary>What a mock server says beside its defaults.</summary>
internal sealed record ServerScript
{
    public static ServerScript Empty { get; } = new();

    /// <summary>The steps of a message by its C# name: each answers one request of a connection, the last one all that follow.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ScriptStep>> On { get; init; } = new Dictionary<string, IReadOnlyList<ScriptStep>>();

    public IReadOnlyList<ScriptPush> Pushes { get; init; } = [];

    /// <summary>After how many messages a connection is closed; null for never.</summary>
    public int? CloseAfter { get; init; }
}

/// <summary>What becomes of one message.</summary>
internal sealed record ScriptStep
{
    /// <summary>What answers it; null for the message's first reply.</summary>
    public Message? Answer { get; init; }

    /// <summary>The values that are not the default ones.</summary>
    public IReadOnlyList<VectorValue> Values { get; init; } = [];

    public TimeSpan Delay { get; init; }

    /// <summary>Whether nothing is answered.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether the connection is closed behind the answer.</summary>
    public bool Closes { get; init; }
}

/// <summary>What is told unasked.</summary>
internal sealed record ScriptPush
{
    public required Message Message { get; init; }

    public IReadOnlyList<VectorValue> Values { get; init; } = [];

    /// <summary>What <c>push NAME</c> calls it; null where it goes by itself.</summary>
    public string? Name { get; init; }

    /// <summary>The time from the start of a connection to the first; where only <see cref="Every"/> is given, the same.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The time from one to the next; null for once.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How often; null for as long as the connection lives.</summary>
    public int? Times { get; init; }
}
