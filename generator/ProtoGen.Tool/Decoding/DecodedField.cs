using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>One field of a frame, or one element of a list.</summary>
/// <param name="Path">The field with everything around it: <c>Report.records[3].value</c>; a field of the frame by its name alone.</param>
/// <param name="Depth">How many structs and lists are around it.</param>
/// <param name="Offset">Bytes from the start of the frame as it came.</param>
/// <param name="Length">Its bytes, what announces and what ends it included.</param>
internal sealed record DecodedField(string Path, int Depth, int Offset, int Length)
{
    /// <summary>The field; null for an element.</summary>
    public Field? Field { get; init; }

    /// <summary>What it was read as; null where a case holds nothing.</summary>
    public FieldType? Type { get; init; }

    /// <summary>What stands on the wire.</summary>
    public required FieldValue Raw { get; init; }

    /// <summary>Whether it was read to its end.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether its value means that there is none.</summary>
    public bool IsNull { get; init; }

    /// <summary>What it has to be, where that follows from something; the parts of bits come with their names.</summary>
    public IReadOnlyList<TracedJudgement> Judgements { get; init; } = [];

    /// <summary>The last part of the path.</summary>
    public string Name => Path.EndsWith(']') ? Path[Path.LastIndexOf('[')..] : Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Whether its bytes are those of the fields and elements that follow it.</summary>
    public bool IsContainer => Type is StructType or ListType;
}
