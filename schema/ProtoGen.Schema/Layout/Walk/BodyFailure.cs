namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Why bytes are not what a layout says.</summary>
/// <param name="Field">The innermost field's name in the schema; empty where the whole is meant.</param>
/// <param name="Offset">Bytes from the start of what was read.</param>
/// <param name="Problem">What is wrong, as the end of a sentence that begins with the field.</param>
public sealed record BodyFailure(string Field, int Offset, string Problem)
{
    /// <summary>The field with everything around it, in the schema's names: <c>Report.records[3].value</c>.</summary>
    public string Path { get; init; } = Field;

    /// <summary>Whether the bytes ended too early, so that more of them might mend it.</summary>
    public bool IsShort { get; init; }

    /// <summary>What should stand there, where that can be said in a word.</summary>
    public string? Expected { get; init; }

    /// <summary>What stands there, where that can be said in a word.</summary>
    public string? Found { get; init; }
}
