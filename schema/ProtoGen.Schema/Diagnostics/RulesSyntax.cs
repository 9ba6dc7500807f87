namespace ProtoGen.Schema.Diagnostics;

/// <content>PG1xxx: how a schema is written.</content>
public static partial class Rules
{
    /// <summary>The text is not well-formed YAML.</summary>
    public static DiagnosticRule InvalidYaml { get; } = Error("PG1001", "The text is not well-formed YAML");

    /// <summary>A type with a bracket or question mark needs quotes inside braces.</summary>
    public static DiagnosticRule UnquotedType { get; } = Error("PG1002", "A type with a bracket or question mark needs quotes inside braces");

    /// <summary>A key stands twice.</summary>
    public static DiagnosticRule DuplicateKey { get; } = Error("PG1003", "A key stands twice");

    /// <summary>Merge keys are not part of the language.</summary>
    public static DiagnosticRule MergeKey { get; } = Error("PG1004", "Merge keys are not part of the language");

    /// <summary>A mapping, list or plain value stands where another is expected.</summary>
    public static DiagnosticRule WrongShape { get; } = Error("PG1005", "A mapping, list or plain value stands where another is expected");

    /// <summary>A key is unknown.</summary>
    public static DiagnosticRule UnknownKey { get; } = Error("PG1006", "A key is unknown");

    /// <summary>A key of the language is not supported by this version.</summary>
    public static DiagnosticRule NotYetSupportedKey { get; } = Error("PG1007", "A key of the language is not supported by this version");

    /// <summary>A required key is missing.</summary>
    public static DiagnosticRule MissingKey { get; } = Error("PG1008", "A required key is missing");

    /// <summary>YAML readers disagree about a value; it should be quoted.</summary>
    public static DiagnosticRule AmbiguousScalar { get; } = Warning("PG1009", "YAML readers disagree about a value; it should be quoted");

    /// <summary>A schema is one YAML mapping.</summary>
    public static DiagnosticRule NotOneMapping { get; } = Error("PG1010", "A schema is one YAML mapping");

    /// <summary>A YAML construct goes beyond what a schema may use.</summary>
    public static DiagnosticRule UnreadableYaml { get; } = Error("PG1011", "A YAML construct goes beyond what a schema may use");

    /// <summary>A setting has an unknown value.</summary>
    public static DiagnosticRule InvalidSetting { get; } = Error("PG1012", "A setting has an unknown value");

    /// <summary>The text of a field cannot be read.</summary>
    public static DiagnosticRule InvalidFieldText { get; } = Error("PG1013", "The text of a field cannot be read");

    /// <summary>An imported schema cannot be used.</summary>
    public static DiagnosticRule Import { get; } = Error("PG1016", "An imported schema cannot be used");

    private static DiagnosticRule[] SyntaxRules() =>
    [
        InvalidYaml, UnquotedType, DuplicateKey, MergeKey,
        WrongShape, UnknownKey, NotYetSupportedKey, MissingKey,
        AmbiguousScalar, NotOneMapping, UnreadableYaml, InvalidSetting,
        InvalidFieldText,
        Import,
    ];
}
