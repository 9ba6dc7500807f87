namespace ProtoGen.Schema.Model;

/// <summary>What a field, or a part of a bits field, is written from. The user never sets it; when read it is verified. One subtype a kind.</summary>
public abstract record Derivation;

/// <summary><c>= 4</c>: one legal value.</summary>
/// <param name="Value">The value.</param>
public sealed record ConstantDerivation(FieldValue Value) : Derivation;

/// <summary><c>= bytes(a..b) ± n / n</c>: the bytes that the fields of a range take.</summary>
/// <param name="Range">The fields; may hold the derived field itself.</param>
/// <param name="Steps">What is done with the number of bytes.</param>
public sealed record BytesDerivation(FieldRange Range, EquatableArray<ArithmeticStep> Steps) : Derivation;

/// <summary><c>= bytes(a..b)</c> in a layout, where the message has a name of the range: see <see cref="BodyLength"/>. It stands before the body, behind fields of fixed size.</summary>
/// <param name="Range">The fields, of the layout or of the message.</param>
/// <param name="Steps">What is done with the number of bytes.</param>
public sealed record MessageBytesDerivation(FieldRange Range, EquatableArray<ArithmeticStep> Steps) : Derivation;

/// <summary><c>= count(list) ± n</c>: the elements of a list.</summary>
/// <param name="List">The list's schema name, in the same structure.</param>
/// <param name="Steps">What is done with the number.</param>
public sealed record ElementsDerivation(string List, EquatableArray<ArithmeticStep> Steps) : Derivation;

/// <summary><c>= count(a..b) ± n</c>: a list of the range counts its elements, any other field that is present 1, an absent one nothing.</summary>
/// <param name="Range">The fields.</param>
/// <param name="Steps">What is done with the number.</param>
public sealed record PresentDerivation(FieldRange Range, EquatableArray<ArithmeticStep> Steps) : Derivation;

/// <summary><c>= other</c>: the same value again.</summary>
/// <param name="Source">The other value.</param>
/// <param name="Steps">What is done with it.</param>
public sealed record RepeatDerivation(ValueReference Source, EquatableArray<ArithmeticStep> Steps) : Derivation;

/// <summary><c>= crc16/modbus(a..b)</c>: a check over the bytes of a range.</summary>
/// <param name="Checksum">The algorithm.</param>
/// <param name="Range">The fields; when written, all of them are written first.</param>
/// <param name="HasExtra">Whether the message's extra bytes follow the range: <c>a..b + extra</c>.</param>
public sealed record CheckDerivation(Checksum Checksum, FieldRange Range, bool HasExtra) : Derivation;

/// <summary>Named by the SIZE of later fields of the same structure: says how big they are. All uses must agree.</summary>
/// <param name="Uses">The fields; never empty.</param>
public sealed record SizeDerivation(EquatableArray<SizeUse> Uses) : Derivation;

/// <summary>A field whose size a value says.</summary>
/// <param name="Field">Its schema name.</param>
/// <param name="Steps">From the value to the field's size, in the unit of that field: bytes, or elements of a list.</param>
/// <param name="IsBound">Whether the value says the field's bound rather than the size in its type.</param>
public sealed record SizeUse(string Field, EquatableArray<ArithmeticStep> Steps, bool IsBound)
{
    /// <summary>Whether the field is a switch, of which every case that holds something has this size, with steps of its own. A case that holds nothing has none.</summary>
    public bool InCases { get; init; }
}

/// <summary>A bool or single bit that does nothing but say whether fields are present. All uses must agree.</summary>
/// <param name="Uses">The fields; never empty.</param>
public sealed record PresenceDerivation(EquatableArray<PresenceUse> Uses) : Derivation;

/// <summary>A field whose presence a bit says.</summary>
/// <param name="Field">Its schema name.</param>
/// <param name="WhenSet">Whether it is present where the bit is set, rather than where it is clear.</param>
public sealed record PresenceUse(string Field, bool WhenSet);

/// <summary>The tag of one or more switches: follows from the case each holds. All must agree.</summary>
/// <param name="Switches">The schema names of the switch fields; never empty.</param>
public sealed record TagDerivation(EquatableArray<string> Switches) : Derivation;

/// <summary>The tag of a switch of integers that is itself derived: the first case that holds the number.</summary>
/// <param name="Switch">The schema name of the switch field.</param>
public sealed record WidthDerivation(string Switch) : Derivation;

/// <summary>In a frame: the id of its message, or one number of an id of several.</summary>
/// <param name="Index">Which number, see <see cref="Message.Ids"/>.</param>
public sealed record IdDerivation(int Index) : Derivation;

/// <summary>A bits field of which every part is derived, and which has no gaps: there is nothing to set.</summary>
public sealed record PartsDerivation : Derivation;

/// <summary>From one field of a structure to another, both included. Absent fields count nothing.</summary>
/// <param name="First">The schema name of the first.</param>
/// <param name="Last">The schema name of the last.</param>
public sealed record FieldRange(string First, string Last)
{
    /// <inheritdoc/>
    public override string ToString() => First == Last ? First : $"{First}..{Last}";
}

/// <summary>A derived part of a bits field.</summary>
/// <param name="Part">The part's schema name.</param>
/// <param name="Derivation">What it is written from.</param>
/// <param name="Verify">Whether it is verified when read.</param>
public sealed record PartDerivation(string Part, Derivation Derivation, bool Verify);
