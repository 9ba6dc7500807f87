using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>What a row of a field table is about.</summary>
internal enum RowKind
{
    /// <summary>A field that users set.</summary>
    Plain,

    /// <summary>A field that follows from others, or has one legal value.</summary>
    Derived,

    /// <summary>The place of the message in its frame.</summary>
    Body,

    /// <summary>One case of the switch above.</summary>
    Case,

    /// <summary>One part of the bits field above.</summary>
    Part,

    /// <summary>Bytes that fill something.</summary>
    Filling,
}

/// <summary>One row of a field table.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Name">Its name in the schema, or the keys of a case.</param>
/// <param name="Type">Its type.</param>
/// <param name="Doc">What the schema says.</param>
/// <param name="Unit">The unit, if there is one.</param>
/// <param name="Range">The legal values where not all of the type are.</param>
/// <param name="Notes">Everything else.</param>
/// <param name="Life">Since when, until when, and why not.</param>
internal sealed record FieldRow(
    RowKind Kind, string Offset, string Size, string Name, TypeText Type, string? Doc, string? Unit, string? Range, IReadOnlyList<string> Notes, IReadOnlyList<string> Life);
