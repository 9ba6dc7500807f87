namespace ProtoGen.Schema.Diagnostics;

/// <content>PG4xxx: where the bytes stand.</content>
public static partial class Rules
{
    /// <summary>A frame lacks a part or has one twice.</summary>
    public static DiagnosticRule FrameShape { get; } = Error("PG4001", "A frame lacks a part or has one twice");

    /// <summary>The length field is too narrow for a message.</summary>
    public static DiagnosticRule LengthTooNarrow { get; } = Error("PG4002", "The length field is too narrow for a message");

    /// <summary>A field of a frame cannot be used.</summary>
    public static DiagnosticRule FrameField { get; } = Error("PG4003", "A field of a frame cannot be used");

    /// <summary>Fields of varying size surround the rest of a body.</summary>
    public static DiagnosticRule RestNotLast { get; } = Error("PG4005", "Fields of varying size surround the rest of a body");

    /// <summary>A message does not fit the largest frame.</summary>
    public static DiagnosticRule FrameTooSmall { get; } = Error("PG4006", "A message does not fit the largest frame");

    /// <summary>The length of a message would be negative.</summary>
    public static DiagnosticRule NegativeLength { get; } = Error("PG4007", "The length of a message would be negative");

    /// <summary>The hex of a vector cannot be read.</summary>
    public static DiagnosticRule InvalidHex { get; } = Error("PG4008", "The hex of a vector cannot be read");

    /// <summary>The frame of a vector does not follow the schema.</summary>
    public static DiagnosticRule VectorFrame { get; } = Error("PG4009", "The frame of a vector does not follow the schema");

    /// <summary>A vector and its values disagree.</summary>
    public static DiagnosticRule VectorValues { get; } = Error("PG4010", "A vector and its values disagree");

    /// <summary>An optional field cannot stand where it does.</summary>
    public static DiagnosticRule OptionalTail { get; } = Error("PG4021", "An optional field cannot stand where it does");

    /// <summary>The elements of a list cannot be told apart.</summary>
    public static DiagnosticRule ListElement { get; } = Error("PG4022", "The elements of a list cannot be told apart");

    /// <summary>The range of a derived field cannot be used.</summary>
    public static DiagnosticRule RangeName { get; } = Error("PG4023", "The range of a derived field cannot be used");

    /// <summary>A struct holds itself without end.</summary>
    public static DiagnosticRule EndlessStruct { get; } = Error("PG4024", "A struct holds itself without end");

    /// <summary>Two variants cannot be told apart.</summary>
    public static DiagnosticRule VariantsAlike { get; } = Error("PG4031", "Two variants cannot be told apart");

    /// <summary>An escape rule contradicts itself.</summary>
    public static DiagnosticRule EscapeRule { get; } = Error("PG4032", "An escape rule contradicts itself");

    /// <summary>The id of a frame cannot be used.</summary>
    public static DiagnosticRule FrameId { get; } = Error("PG4033", "The id of a frame cannot be used");

    /// <summary>A field cannot have its role in the frame.</summary>
    public static DiagnosticRule FrameRole { get; } = Error("PG4034", "A field cannot have its role in the frame");

    /// <summary>Nothing says where a frame ends.</summary>
    public static DiagnosticRule OpenEnd { get; } = Error("PG4035", "Nothing says where a frame ends");

    private static DiagnosticRule[] LayoutRules() =>
    [
        FrameShape, LengthTooNarrow, FrameField,
        RestNotLast, FrameTooSmall, NegativeLength, InvalidHex,
        VectorFrame, VectorValues, OptionalTail, ListElement,
        RangeName, EndlessStruct,
        VariantsAlike, EscapeRule, FrameId, FrameRole, OpenEnd,
    ];
}
