using System.Text.Json.Nodes;
using ProtoGen.Tool.Live.Messages;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>Something that happened, as a line for people or as JSON for programs.</summary>
/// <param name="Kind">What it is, for programs: <c>state</c>, <c>reply</c>, <c>push</c> ….</param>
/// <param name="Mark">The same for people: <c>&gt;</c> was said, <c>&lt;</c> was heard, <c>*</c> is about connections, <c>!</c> went wrong.</param>
/// <param name="Text">What there is to say beside the message.</param>
internal sealed record LiveEvent(string Kind, char Mark, string Text)
{
    /// <summary>The message it is about, with its values.</summary>
    public LiveMessage? Message { get; init; }

    /// <summary>The connection it is about, where there are several.</summary>
    public long? Peer { get; init; }

    /// <summary>What programs are told beside.</summary>
    public JsonObject More { get; init; } = [];

    /// <summary>Something that went wrong; it names what and how to mend it.</summary>
    public static LiveEvent Error(string text) => new("error", '!', text) { More = new() { ["error"] = text } };

    /// <summary>Something about connections.</summary>
    public static LiveEvent Note(string kind, string text) => new(kind, '*', text);
}
