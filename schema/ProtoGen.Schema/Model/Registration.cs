namespace ProtoGen.Schema.Model;

/// <summary>The first message of a client.</summary>
public sealed record Registration
{
    /// <summary>The C# name of the request.</summary>
    public required string Message { get; init; }

    /// <summary>What counts as acceptance; null where any reply does.</summary>
    public Acceptance? Accept { get; init; }

    /// <summary>What counts as a refusal that passes, so that a client tries again; null where every refusal is final.</summary>
    public Acceptance? Retry { get; init; }

    /// <summary>The request's field that names the session; null where sessions have no key.</summary>
    public Field? Key { get; init; }

    /// <summary>Whether the server refuses every other message before it. Default true.</summary>
    public required bool Required { get; init; }
}

/// <summary>A comparison on the reply: <c>errorCode == Ok</c>.</summary>
/// <param name="Field">The reply's field.</param>
/// <param name="Operator">The C# operator: ==, !=, &lt;, &lt;=, &gt;, &gt;=.</param>
/// <param name="Value">What it is compared with.</param>
/// <param name="Member">The C# name of the enum's member, where the field is an enum and the value was named.</param>
public sealed record Acceptance(Field Field, string Operator, FieldValue Value, string? Member);
