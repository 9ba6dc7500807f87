using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>Some bytes of a conversation and all that can be said of them.</summary>
internal sealed record DecodedFrame
{
    /// <summary>The side that sent it.</summary>
    public required Direction From { get; init; }

    /// <summary>Bytes of that side before it.</summary>
    public required long Offset { get; init; }

    /// <summary>The bytes as they came.</summary>
    public required byte[] Wire { get; init; }

    /// <summary>The state of the conversation that it was read in, as the schema calls it; null where there are none.</summary>
    public string? State { get; init; }

    /// <summary>The layout it has, as the schema calls it; null where there is one only, or none fits.</summary>
    public string? Variant { get; init; }

    /// <summary>What it holds, as far as that is known.</summary>
    public Message? Message { get; init; }

    /// <summary>The other messages that the same bytes may be.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>The layout and the values of its fields.</summary>
    public Structure? Layout { get; init; }

    /// <summary>The values of the layout's fields; the body as bytes.</summary>
    public IReadOnlyList<VectorValue> Header { get; init; } = [];

    /// <summary>The values of the message; null where the body was not read.</summary>
    public IReadOnlyList<VectorValue>? Values { get; init; }

    /// <summary>Every field in the order of the bytes.</summary>
    public IReadOnlyList<DecodedField> Fields { get; init; } = [];

    /// <summary>What is wrong, first things first.</summary>
    public IReadOnlyList<FrameProblem> Problems { get; init; } = [];

    /// <summary>What to know beside that: what only code of the user's own can read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where and when it was captured; null where it was not.</summary>
    public CapturedAt? Captured { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Problems.Count == 0;
}

/// <summary>Something that is wrong in a frame.</summary>
/// <param name="Path">The field with everything around it; empty where the whole frame is meant.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="Text">What is wrong, as the end of a sentence that begins with the field.</param>
/// <param name="Expected">What should stand there, where that can be said in a word.</param>
/// <param name="Found">What stands there, where that can be said in a word.</param>
internal sealed record FrameProblem(string Path, int Offset, string Text, string? Expected = null, string? Found = null);

/// <summary>Where captured bytes came from.</summary>
/// <param name="Client">The side that connected, <c>address:port</c>.</param>
/// <param name="Server">The side that listened.</param>
/// <param name="Time">When the last of the bytes was seen.</param>
internal sealed record CapturedAt(string Client, string Server, DateTimeOffset Time);
