namespace ProtoGen.Schema.Diagnostics;

/// <content>PG3xxx: ids, directions and conversations.</content>
public static partial class Rules
{
    /// <summary>Two messages of one direction have the same id.</summary>
    public static DiagnosticRule DuplicateId { get; } = Error("PG3001", "Two messages of one direction have the same id");

    /// <summary>An id does not fit the id field.</summary>
    public static DiagnosticRule InvalidId { get; } = Error("PG3002", "An id does not fit the id field");

    /// <summary>A push and a reply cannot be told apart.</summary>
    public static DiagnosticRule PushLooksLikeReply { get; } = Error("PG3003", "A push and a reply cannot be told apart");

    /// <summary>A heartbeat is sent by a side that may not send it.</summary>
    public static DiagnosticRule HeartbeatDirection { get; } = Error("PG3004", "A heartbeat is sent by a side that may not send it");

    /// <summary>The settings of a heartbeat contradict each other.</summary>
    public static DiagnosticRule HeartbeatTimes { get; } = Error("PG3005", "The settings of a heartbeat contradict each other");

    /// <summary>The registration message cannot register.</summary>
    public static DiagnosticRule RegisterMessage { get; } = Error("PG3006", "The registration message cannot register");

    /// <summary>The condition of acceptance cannot be read.</summary>
    public static DiagnosticRule AcceptCondition { get; } = Error("PG3007", "The condition of acceptance cannot be read");

    /// <summary>The session key has an unsuitable type.</summary>
    public static DiagnosticRule SessionKey { get; } = Error("PG3008", "The session key has an unsuitable type");

    /// <summary>An id has other parts than its frame.</summary>
    public static DiagnosticRule IdParts { get; } = Error("PG3009", "An id has other parts than its frame");

    /// <summary>An id that follows another cannot be made.</summary>
    public static DiagnosticRule IdRule { get; } = Error("PG3010", "An id that follows another cannot be made");

    /// <summary>A message cannot answer another.</summary>
    public static DiagnosticRule ReplyByName { get; } = Error("PG3011", "A message cannot answer another");

    /// <summary>A value in the header of a message cannot be used.</summary>
    public static DiagnosticRule HeaderValue { get; } = Error("PG3012", "A value in the header of a message cannot be used");

    /// <summary>A variant is unknown or missing.</summary>
    public static DiagnosticRule UnknownVariant { get; } = Error("PG3013", "A variant is unknown or missing");

    /// <summary>A state is unknown.</summary>
    public static DiagnosticRule UnknownState { get; } = Error("PG3014", "A state is unknown");

    /// <summary>A field cannot say which request it belongs to.</summary>
    public static DiagnosticRule Correlates { get; } = Error("PG3015", "A field cannot say which request it belongs to");

    /// <summary>A reply depends on what is not known when the request is sent.</summary>
    public static DiagnosticRule ReplyCondition { get; } = Error("PG3016", "A reply depends on what is not known when the request is sent");

    /// <summary>A reply cannot be streamed.</summary>
    public static DiagnosticRule StreamedReply { get; } = Error("PG3017", "A reply cannot be streamed");

    /// <summary>A message does not fit the frames of both sides.</summary>
    public static DiagnosticRule FramesOfSides { get; } = Error("PG3018", "A message does not fit the frames of both sides");

    /// <summary>The farewell cannot be the last message of a client.</summary>
    public static DiagnosticRule FarewellMessage { get; } = Error("PG3019", "The farewell cannot be the last message of a client");

    private static DiagnosticRule[] IdRules() =>
    [
        DuplicateId, InvalidId, PushLooksLikeReply, HeartbeatDirection,
        HeartbeatTimes, RegisterMessage, AcceptCondition, SessionKey,
        IdParts, IdRule, ReplyByName, HeaderValue, UnknownVariant, UnknownState, Correlates,
        ReplyCondition, StreamedReply, FramesOfSides, FarewellMessage,
    ];
}
