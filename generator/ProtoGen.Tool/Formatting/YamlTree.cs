namespace ProtoGen.Tool.Formatting;

/// <summary>A node of a text, with the text it is written as.</summary>
/// <param name="Start">The offset of its first character, its anchor included.</param>
/// <param name="End">The offset behind its last character.</param>
/// <param name="Anchor">The name others call it by; null for none.</param>
internal abstract record TextNode(int Start, int End, string? Anchor);

/// <summary>A value, an alias, or nothing; written again as it is.</summary>
internal sealed record TextScalar(int Start, int End, string? Anchor, bool IsBlock, string? Alias) : TextNode(Start, End, Anchor);

/// <summary>A mapping.</summary>
internal sealed record TextMapping(int Start, int End, string? Anchor, bool IsFlow, IReadOnlyList<TextEntry> Entries) : TextNode(Start, End, Anchor);

/// <summary>A list.</summary>
internal sealed record TextList(int Start, int End, string? Anchor, bool IsFlow, IReadOnlyList<TextEntry> Items) : TextNode(Start, End, Anchor);

/// <summary>A key with its value, or an item of a list, which has no key.</summary>
/// <param name="Key">The key; null for an item.</param>
/// <param name="Value">The value.</param>
internal sealed record TextEntry(TextNode? Key, TextNode Value)
{
    /// <summary>The lines of comments before it, <c>#</c> included; an empty text is an empty line.</summary>
    public List<string> Before { get; } = [];

    /// <summary>Whether an empty line stands before it and its comments.</summary>
    public bool HasSpace { get; set; }

    /// <summary>The comment behind it; null for none.</summary>
    public string? Beside { get; set; }
}

/// <summary>A whole text.</summary>
/// <param name="Root">Its one node.</param>
/// <param name="HasMark">Whether it begins with <c>---</c>.</param>
internal sealed record TextDocument(TextNode Root, bool HasMark)
{
    /// <summary>Comments that an empty line sets off from the first key.</summary>
    public List<string> Head { get; } = [];

    /// <summary>Comments behind the last value.</summary>
    public List<string> Tail { get; } = [];
}

/// <summary>Something that would not survive.</summary>
internal sealed class UnformattableException(string message) : Exception(message);
