namespace ProtoGen.Schema.Model;

/// <summary>The life of a message or a field, as the schema tells it. It changes nothing on the wire: a removed message keeps its id and can be received and sent.</summary>
/// <param name="Since">The version it came with; null where it always was.</param>
/// <param name="Removed">The version it went with; null where it is still there.</param>
/// <param name="Deprecated">What to use instead, or why not to use it any more; null where it should be used.</param>
public sealed record Lifecycle(string? Since, string? Removed, string? Deprecated);
