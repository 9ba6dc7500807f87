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

    /// <summary>The id; null where it could not be read.</summary>
    public required WireInteger? Id { get; init; }

    /// <summary>Where the id was written; a reply without its own stands where its request's does.</summary>
    public required SourceSpan IdAt { get; init; }

    public required Direction From { get; init; }

    public required MessageRole Role { get; init; }

    /// <summary>Its fields.</summary>
    public required BoundStructure Body { get; init; }

    public IReadOnlyList<BoundField> Fields => Body.Fields;

    /// <summary>The reply to a request, or the request a reply answers.</summary>
    public BoundMessage? Counterpart { get; set; }

    public required bool IsBroken { get; set; }

    /// <summary>A request and its reply stand and fall together.</summary>
    public bool IsUsable => !IsBroken && Counterpart is not { IsBroken: true };

    /// <summary>The message as a sentence names it: <c>Message 'Login'</c>.</summary>
    public string Title => Role == MessageRole.Reply ? $"The reply to '{Syntax.Key.Text}'" : $"Message '{SchemaName}'";

    public BoundField? Find(string field) => Body.Find(field);
}

/// <summary>A field; the model's field is null where something about it could not be read.</summary>
internal sealed record BoundField(FieldSyntax Syntax, Field? Field)
{
    /// <summary>How often its struct may stand inside itself; 0 where it does not say.</summary>
    public int Depth { get; init; }
}
