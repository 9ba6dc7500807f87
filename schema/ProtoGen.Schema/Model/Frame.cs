using ProtoGen.Schema.Layout;

namespace ProtoGen.Schema.Model;

/// <summary>One layout of a frame: fields around the body of a message.</summary>
public sealed record Frame
{
    /// <summary>The C# name of the variant; empty where a framing has one layout only.</summary>
    public string Variant { get; init; } = "";

    /// <summary>What the schema calls the variant; empty where there is one layout only.</summary>
    public string SchemaName { get; init; } = "";

    /// <summary>The largest legal frame in bytes, all fields included and unescaped; also what a length may announce at most.</summary>
    public required int MaxSize { get; init; }

    /// <summary>The fields in wire order; exactly one is of <see cref="BodyType"/>, and those after it have fixed sizes and are always there.</summary>
    public required Structure Structure { get; init; }

    /// <summary>How its end is found.</summary>
    public required FrameExtent Extent { get; init; }

    /// <summary>The values that tell messages apart, each with an <see cref="IdDerivation"/>; none where one message exists for its key.</summary>
    public EquatableArray<OwnValue> Ids { get; init; }

    /// <summary>The schema name of the field that numbers requests and is repeated in their replies.</summary>
    public string? Sequence { get; init; }

    /// <summary>The schema names of other header fields that a reply repeats.</summary>
    public EquatableArray<string> Echoes { get; init; }

    /// <summary>The bytes at fixed offsets that tell this layout from the others; none where there are no others.</summary>
    public EquatableArray<FrameMark> Marks { get; init; }

    /// <summary>All fields in wire order.</summary>
    public IEnumerable<Field> Fields => Structure.Fields;

    /// <summary>The place of the message.</summary>
    public Field Body => Fields.First(part => part.Type is BodyType);

    /// <summary>The fields before the body.</summary>
    public IEnumerable<Field> Head => Fields.TakeWhile(part => part.Type is not BodyType);

    /// <summary>The fields after the body.</summary>
    public IEnumerable<Field> Tail => Fields.SkipWhile(part => part.Type is not BodyType).Skip(1);

    /// <summary>The fields that users read, and set unless the message fixes them: what is neither derived nor an id.</summary>
    public IEnumerable<Field> Header => Fields.Where(part => part is { Property: not null, Derivation: null, Type: not BodyType });

    /// <summary>The fewest bytes before the body.</summary>
    public int MinHeadSize => (int)Head.Sum(BodySizes.Min);

    /// <summary>The bytes before the body where they are always the same; else null.</summary>
    public int? HeadSize => Head.All(part => BodySizes.Fixed(part) is not null) ? MinHeadSize : null;

    /// <summary>The bytes after the body.</summary>
    public int TailSize => (int)Tail.Sum(BodySizes.Min);

    /// <summary>The field of a schema name.</summary>
    public Field Field(string name) => Fields.First(field => field.Name == name);
}

/// <summary>A byte at a fixed offset of which some bits are always the same.</summary>
/// <param name="Offset">Bytes from the frame's start.</param>
/// <param name="Mask">The bits.</param>
/// <param name="Value">What they are.</param>
public sealed record FrameMark(int Offset, byte Mask, byte Value);
