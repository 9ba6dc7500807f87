using ProtoGen.Schema.Layout;

namespace ProtoGen.Schema.Model;

/// <summary>Who sends a message.</summary>
[Flags]
public enum Direction
{
    /// <summary>The side that connected.</summary>
    Client = 1,

    /// <summary>The side that listened.</summary>
    Server = 2,

    /// <summary>Either.</summary>
    Both = Client | Server,
}

/// <summary>What a message is in a conversation.</summary>
public enum MessageRole
{
    /// <summary>Nothing answers it.</summary>
    OneWay,

    /// <summary>A reply answers it.</summary>
    Request,

    /// <summary>It answers a request, and never comes unasked.</summary>
    Reply,
}

/// <summary>One typed body.</summary>
public sealed record Message
{
    /// <summary>The C# name; a reply's is its request's with <c>Reply</c> appended.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the schema: <c>Register</c>, or <c>Register.reply</c> for its reply.</summary>
    public required string SchemaName { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>When it came and went.</summary>
    public Lifecycle Life { get; init; } = new(null, null, null);

    /// <summary>The numbers of the id, each in the range of its field in the frame; none where nothing but the message's frame tells it apart.</summary>
    public required EquatableArray<WireInteger> Ids { get; init; }

    /// <summary>The id where it is one number; 0 where it is not.</summary>
    public WireInteger Id => Ids.Count == 1 ? Ids[0] : default;

    /// <summary>The number a dispatcher switches on: the id where <see cref="Protocol.KeysAreIds"/>, else one allotted to all that looks the same on the wire.</summary>
    public required long Key { get; init; }

    /// <summary>What its frames are known by when the server says it, where both sides say what looks so and their frames differ; null where that is <see cref="Key"/>.</summary>
    public long? ServerKey { get; init; }

    /// <summary>Whether it stands for every id that no other message of its direction has: its record holds the id, see <see cref="UnknownId"/>.</summary>
    public bool CatchesUnknown { get; init; }

    /// <summary>The numbers of the id that its record holds, where it <see cref="CatchesUnknown"/>; else none.</summary>
    public EquatableArray<UnknownIdPart> UnknownId { get; init; }

    /// <summary>The ids of the messages that are known wherever this one may be said, where it <see cref="CatchesUnknown"/>; none of them can be its own.</summary>
    public EquatableArray<EquatableArray<WireInteger>> KnownIds { get; init; }

    /// <summary>Where both sides say it, the ids that are known of the client only; empty elsewhere.</summary>
    public EquatableArray<EquatableArray<WireInteger>> KnownIdsOfClient { get; init; }

    /// <summary>Where both sides say it, the ids that are known of the server only; empty elsewhere.</summary>
    public EquatableArray<EquatableArray<WireInteger>> KnownIdsOfServer { get; init; }

    /// <summary>The C# name of the layout it has; null where it may have any.</summary>
    public string? Variant { get; init; }

    /// <summary>The C# name of the state in which it is said; null where there are no states.</summary>
    public string? State { get; init; }

    /// <summary>The values it gives header fields, in the order of the layout: written when encoding, part of the choice when decoding.</summary>
    public EquatableArray<VectorValue> Header { get; init; }

    /// <summary>Who sends it.</summary>
    public required Direction From { get; init; }

    /// <summary>Request, reply or neither.</summary>
    public required MessageRole Role { get; init; }

    /// <summary>The C# name of the first reply to a request, or of the first request a reply answers; null for a fault of the whole protocol.</summary>
    public string? Counterpart { get; init; }

    /// <summary>The C# names of the messages that may answer a request, faults not included; the first is <see cref="Counterpart"/>.</summary>
    public EquatableArray<string> Replies { get; init; }

    /// <summary>The C# names of the messages that come before the reply to a request, any number of each; empty where the reply comes alone.</summary>
    public EquatableArray<string> Streamed { get; init; }

    /// <summary>Whether a request may stay unanswered.</summary>
    public bool IsReplyOptional { get; init; }

    /// <summary>The condition of the request's own values and its frame's header under which an answer is due; null where one always is.</summary>
    public Conditional? ReplyCondition { get; init; }

    /// <summary>The C# name of the message that answers a request that failed; null where there is none.</summary>
    public string? Fault { get; init; }

    /// <summary>The C# name of the record that stands for it and for the faults of other requests; null where it stands for itself.</summary>
    public string? SharedFault { get; init; }

    /// <summary>Whether a request may be sent again without harm.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>The values that header fields have where a request is sent again, in the order of the layout; empty where it is sent as it was.</summary>
    public EquatableArray<VectorValue> Resent { get; init; }

    /// <summary>The C# type that gives the body another form on the wire; null where the framing's does, or none.</summary>
    public string? Transform { get; init; }

    /// <summary>What the fields of a reply say about the request they belong to, beside the frame's sequence.</summary>
    public EquatableArray<Correlation> Correlations { get; init; }

    /// <summary>The fields and where their bytes stand.</summary>
    public required Structure Body { get; init; }

    /// <summary>Bytes that the checks of the frame count after the fields: <c>extra</c>.</summary>
    public EquatableArray<byte> Extra { get; init; }

    /// <summary>Where its bytes stand, in wire order.</summary>
    public BodyLayout Layout => Body.Layout;

    /// <summary>The fields in wire order.</summary>
    public IEnumerable<Field> Fields => Body.Fields;
}

/// <summary>A value of a reply that equals one of its request.</summary>
/// <param name="Field">The schema name of the reply's field; of a field of its header where that is an <see cref="CorrelationSource.Echo"/>.</param>
/// <param name="Source">Where the request has the value.</param>
/// <param name="Of">The schema name of the request's field or header field; empty for its id.</param>
public sealed record Correlation(string Field, CorrelationSource Source, string Of);

/// <summary>Where a request has the value that its reply repeats.</summary>
public enum CorrelationSource
{
    /// <summary>A field of the request.</summary>
    Field,

    /// <summary>A field of the header of the request's frame.</summary>
    Header,

    /// <summary>The request's id.</summary>
    Id,

    /// <summary>A field of the header of the request's frame, which the header of the reply's frame repeats.</summary>
    Echo,
}
