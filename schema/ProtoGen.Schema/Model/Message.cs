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

    /// <summary>Where its bytes stand, in wire order.</summary>
    public required BodyLayout Layout { get; init; }

    /// <summary>The fields in wire order.</summary>
    public IEnumerable<Field> Fields => Layout.Parts.SelectMany(part => part.Fields);
}

/// <summary>One field of a message.</summary>
public sealed record Field
{
    /// <summary>The name in the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The C# property's name; null for a field without one, whose name begins with <c>_</c>.</summary>
    public required string? Property { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>What it is on the wire.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The one legal value, for a field with <c>= value</c>; the user never sets it.</summary>
    public FieldValue? Constant { get; init; }
}
