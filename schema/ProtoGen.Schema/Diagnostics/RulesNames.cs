namespace ProtoGen.Schema.Diagnostics;

/// <content>PG2xxx: names, types and values.</content>
public static partial class Rules
{
    /// <summary>A name cannot become a C# name.</summary>
    public static DiagnosticRule InvalidName { get; } = Error("PG2001", "A name cannot become a C# name");

    /// <summary>Two names become the same C# name.</summary>
    public static DiagnosticRule NameCollision { get; } = Error("PG2002", "Two names become the same C# name");

    /// <summary>A field has an unknown type.</summary>
    public static DiagnosticRule UnknownType { get; } = Error("PG2003", "A field has an unknown type");

    /// <summary>A name collides with emitted code.</summary>
    public static DiagnosticRule ReservedName { get; } = Error("PG2004", "A name collides with emitted code");

    /// <summary>The size of a type cannot be used.</summary>
    public static DiagnosticRule InvalidSize { get; } = Error("PG2005", "The size of a type cannot be used");

    /// <summary>A constant does not fit its type.</summary>
    public static DiagnosticRule InvalidConstant { get; } = Error("PG2006", "A constant does not fit its type");

    /// <summary>A reserved field needs a constant.</summary>
    public static DiagnosticRule ReservedField { get; } = Error("PG2007", "A reserved field needs a constant");

    /// <summary>An enum is not based on an integer.</summary>
    public static DiagnosticRule EnumType { get; } = Error("PG2008", "An enum is not based on an integer");

    /// <summary>The value of an enum member does not fit.</summary>
    public static DiagnosticRule EnumValue { get; } = Error("PG2009", "The value of an enum member does not fit");

    /// <summary>Two enum members have the same value.</summary>
    public static DiagnosticRule DuplicateEnumValue { get; } = Error("PG2010", "Two enum members have the same value");

    /// <summary>A message is unknown.</summary>
    public static DiagnosticRule UnknownMessage { get; } = Error("PG2011", "A message is unknown");

    /// <summary>A field is unknown.</summary>
    public static DiagnosticRule UnknownField { get; } = Error("PG2012", "A field is unknown");

    /// <summary>A setting does not apply to the type of its field.</summary>
    public static DiagnosticRule SettingDoesNotApply { get; } = Error("PG2013", "A setting does not apply to the type of its field");

    /// <summary>A value does not fit its field.</summary>
    public static DiagnosticRule InvalidValue { get; } = Error("PG2014", "A value does not fit its field");

    private static DiagnosticRule[] NameRules() =>
    [
        InvalidName, NameCollision, UnknownType, ReservedName,
        InvalidSize, InvalidConstant, ReservedField, EnumType,
        EnumValue, DuplicateEnumValue, UnknownMessage, UnknownField,
        SettingDoesNotApply, InvalidValue,
    ];
}
