using ProtoGen.Schema.Binding.Messages;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>A message whose fields have types. Checks mark it broken; broken messages are left out of the protocol.</summary>
internal sealed class BoundMessage
{
    public required MessageSyntax Syntax { get; init; }

    /// <summary>The C# name; empty where it could not be made.</summary>
    public required string Name { get; init; }

    public required string SchemaName { get; init; }

    /// <summary>What tells it from other messages; null where that could not be read.</summary>
    public required MessageSelector? Selector { get; init; }

    /// <summary>Where the id was written; a reply without its own stands where its request's does.</summary>
    public required SourceSpan IdAt { get; init; }

    public required Direction From { get; init; }

    /// <summary>Where it is written in place as the reply or the fault of a message: that message.</summary>
    public BoundMessage? Owner { get; init; }

    public required MessageRole Role { get; set; }

    /// <summary>Its fields.</summary>
    public required BoundStructure Body { get; init; }

    public IReadOnlyList<BoundField> Fields => Body.Fields;

    /// <summary>Bytes that checks count after the fields.</summary>
    public EquatableArray<byte> Extra { get; init; }

    /// <summary>The messages that may answer it.</summary>
    public List<BoundMessage> Replies { get; } = [];

    /// <summary>The messages that come before its reply, any number of them.</summary>
    public List<BoundMessage> Streamed { get; } = [];

    public bool IsReplyOptional { get; init; }

    /// <summary>The message that says that it failed.</summary>
    public BoundMessage? Fault { get; set; }

    /// <summary>Whether it is the fault of a message, or of the whole protocol.</summary>
    public bool IsFault { get; init; }

    /// <summary>The C# name of the protocol's fault, of which it is the one of its request; null for any other message.</summary>
    public string? ProtocolFault { get; init; }

    public bool IsIdempotent { get; init; }

    /// <summary>What it sets in the header where it is sent again.</summary>
    public IReadOnlyList<VectorValue> Resent { get; init; } = [];

    /// <summary>The C# type that gives the body another form on the wire.</summary>
    public string? Transform { get; init; }

    /// <summary>What its fields say about the request it answers.</summary>
    public IReadOnlyList<Correlation> Correlations { get; set; } = [];

    /// <summary>The first reply to a request, or the first request a reply answers.</summary>
    public BoundMessage? Counterpart { get; set; }

    /// <summary>When it came and went.</summary>
    public Lifecycle Life { get; init; } = new(null, null, null);

    /// <summary>What a dispatcher switches on, see <see cref="Message.Key"/>.</summary>
    public long Key { get; set; }

    /// <summary>See <see cref="Message.ServerKey"/>.</summary>
    public long? ServerKey { get; set; }

    /// <summary>See <see cref="Message.UnknownId"/>.</summary>
    public IReadOnlyList<UnknownIdPart> UnknownId { get; set; } = [];

    /// <summary>See <see cref="Message.KnownIds"/>.</summary>
    public IReadOnlyList<EquatableArray<WireInteger>> KnownIds { get; set; } = [];

    /// <summary>See <see cref="Message.KnownIdsOfClient"/>.</summary>
    public IReadOnlyList<EquatableArray<WireInteger>> KnownIdsOfClient { get; set; } = [];

    /// <summary>See <see cref="Message.KnownIdsOfServer"/>.</summary>
    public IReadOnlyList<EquatableArray<WireInteger>> KnownIdsOfServer { get; set; } = [];

    public required bool IsBroken { get; set; }

    /// <summary>A request and what answers it stand and fall together.</summary>
    public bool IsUsable => !IsBroken && Owner is not { IsBroken: true } && Fault is not { IsBroken: true } && Replies.Concat(Streamed).All(reply => !reply.IsBroken);

    /// <summary>The message as a sentence names it: <c>Message 'Login'</c>.</summary>
    public string Title => (Owner, IsFault) switch
    {
        ({ } owner, true) => $"The fault of '{owner.SchemaName}'",
        ({ } owner, _) => $"The reply to '{owner.SchemaName}'",
        (_, true) => "The fault",
        _ => $"Message '{SchemaName}'",
    };

    public BoundField? Find(string field) => Body.Find(field);

    /// <summary>Whether a vector's value of this name is the id that a message for unknown ids holds; a field of the name comes first.</summary>
    public bool IsUnknownId(string value) => value == "id" && Selector is { IsElse: true } && Find(value) is null;
}

/// <summary>A field; the model's field is null where something about it could not be read.</summary>
internal sealed record BoundField(FieldSyntax Syntax, Field? Field)
{
    /// <summary>How often its struct may stand inside itself; 0 where it does not say.</summary>
    public int Depth { get; init; }
}
