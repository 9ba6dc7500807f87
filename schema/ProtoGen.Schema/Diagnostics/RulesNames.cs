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

    /// <summary>A size, condition or switch names something that is no number.</summary>
    public static DiagnosticRule NotANumber { get; } = Error("PG2015", "A size, condition or switch names something that is no number");

    /// <summary>A derivation or check is unknown.</summary>
    public static DiagnosticRule UnknownCheck { get; } = Error("PG2016", "A derivation or check is unknown");

    /// <summary>The parameters of a check do not give its check value.</summary>
    public static DiagnosticRule CheckValue { get; } = Error("PG2017", "The parameters of a check do not give its check value");

    /// <summary>A case of a switch cannot be used.</summary>
    public static DiagnosticRule SwitchCase { get; } = Error("PG2018", "A case of a switch cannot be used");

    /// <summary>The position of a part cannot be used.</summary>
    public static DiagnosticRule BitPosition { get; } = Error("PG2019", "The position of a part cannot be used");

    /// <summary>A meaning does not fit the type of its field.</summary>
    public static DiagnosticRule MeaningDoesNotFit { get; } = Error("PG2020", "A meaning does not fit the type of its field");

    /// <summary>A name means the nearest of several fields.</summary>
    public static DiagnosticRule ShadowedName { get; } = Warning("PG2021", "A name means the nearest of several fields");

    /// <summary>Versions are out of order.</summary>
    public static DiagnosticRule VersionOrder { get; } = Error("PG2025", "Versions are out of order");

    private static DiagnosticRule[] NameRules() =>
    [
        InvalidName, NameCollision, UnknownType, ReservedName,
        InvalidSize, InvalidConstant, EnumType,
        EnumValue, DuplicateEnumValue, UnknownMessage, UnknownField,
        SettingDoesNotApply, InvalidValue, NotANumber, UnknownCheck,
        CheckValue, SwitchCase, BitPosition, MeaningDoesNotFit,
        ShadowedName, VersionOrder,
    ];
}
