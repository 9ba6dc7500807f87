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

    /// <summary>It answers a request.</summary>
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

    /// <summary>The id on the wire, in the range of the frame's id field.</summary>
    public required WireInteger Id { get; init; }

    /// <summary>Who sends it.</summary>
    public required Direction From { get; init; }

    /// <summary>Request, reply or neither.</summary>
    public required MessageRole Role { get; init; }

    /// <summary>The C# name of the reply to a request, or of the request a reply answers.</summary>
    public string? Counterpart { get; init; }

    /// <summary>The fields and where their bytes stand.</summary>
    public required Structure Body { get; init; }

    /// <summary>Bytes that the checks of the frame count after the fields: <c>extra</c>.</summary>
    public EquatableArray<byte> Extra { get; init; }

    /// <summary>Where its bytes stand, in wire order.</summary>
    public BodyLayout Layout => Body.Layout;

    /// <summary>The fields in wire order.</summary>
    public IEnumerable<Field> Fields => Body.Fields;
}
