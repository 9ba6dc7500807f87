namespace ProtoGen.Schema.Model;

/// <summary>How bytes are cut into frames: fields of fixed size around one body.</summary>
public sealed record Frame
{
    /// <summary>The largest legal frame in bytes, all fields included; also what a length field may announce at most.</summary>
    public required int MaxSize { get; init; }

    /// <summary>The fields in wire order; exactly one is a <see cref="BodyField"/>.</summary>
    public required EquatableArray<FrameField> Fields { get; init; }

    /// <summary>Bytes before the body.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Bytes after the body.</summary>
    public required int TailSize { get; init; }

    /// <summary>The largest frame that can be said: <see cref="MaxSize"/>, or less where the length field is too narrow for it.</summary>
    public int MaxFrameBytes
    {
        get
        {
            if (Length is not { } length || length.Type.Max.Bits >= int.MaxValue) return MaxSize;
            return (int)Math.Min(MaxSize, (long)length.Type.Max.Bits - length.Extra + HeadSize + TailSize);
        }
    }

    /// <summary>The field that announces the frame's length.</summary>
    public LengthField? Length => Fields.OfType<LengthField>().SingleOrDefault();

    /// <summary>The field that tells messages apart.</summary>
    public IdField? Id => Fields.OfType<IdField>().SingleOrDefault();
}

/// <summary>One field of a frame.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Offset">Bytes from the frame's start, or, for a field after the body, from the body's end.</param>
public abstract record FrameField(string Name, int Offset);

/// <summary>Where the message stands.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Offset">Bytes from the frame's start.</param>
public sealed record BodyField(string Name, int Offset) : FrameField(Name, Offset);

/// <summary>The length: written from the body's size and verified when read.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Offset">Bytes from the frame's start.</param>
/// <param name="Type">The integer on the wire; always before the body.</param>
/// <param name="Extra">What the announced number counts beside the body: it says body size + Extra. May be negative.</param>
public sealed record LengthField(string Name, int Offset, IntegerType Type, int Extra) : FrameField(Name, Offset);

/// <summary>The message id.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Offset">Bytes from the frame's start, or from the body's end where <paramref name="AfterBody"/>.</param>
/// <param name="Type">The integer on the wire.</param>
/// <param name="AfterBody">Whether the field follows the body.</param>
public sealed record IdField(string Name, int Offset, IntegerType Type, bool AfterBody) : FrameField(Name, Offset);

/// <summary>A mark with one legal value.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="Offset">Bytes from the frame's start, or from the body's end where <paramref name="AfterBody"/>.</param>
/// <param name="Type">The integer on the wire.</param>
/// <param name="Value">The value, in the type's own range.</param>
/// <param name="AfterBody">Whether the field follows the body.</param>
public sealed record ConstantField(string Name, int Offset, IntegerType Type, WireInteger Value, bool AfterBody) : FrameField(Name, Offset);
