using System.Globalization;

namespace ProtoGen;

/// <summary>A value cannot be written as the schema says. Thrown before a byte is written.</summary>
public sealed class EncodeException : ArgumentException
{
    internal EncodeException(string message, string? field, string problem)
        : base(field is null ? $"{message}: {problem}" : $"{message}.{field}: {problem}")
        => (MessageName, FieldName) = (message, field);

    /// <summary>The message's name.</summary>
    public string MessageName { get; }

    /// <summary>The field's name, or null where the message as a whole is the trouble.</summary>
    public string? FieldName { get; }

    internal static EncodeException TooLong(string message, string field, long size, long limit) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"needs {size} bytes, but at most {limit} fit"));

    internal static EncodeException TooMany(string message, string field, int count, long limit) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"has {count} elements, but at most {limit} fit"));

    internal static EncodeException Missing(string message, string field) => new(message, field, "is null, but the field is always there");

    internal static EncodeException WrongCount(string message, string field, int count, long expected) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"has {count} elements, but needs {expected}"));

    internal static EncodeException WrongSize(string message, string field, long size, long expected) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"takes {size} bytes, but needs {expected}"));

    internal static EncodeException Disagreement(string message, string field) =>
        new(message, field, "speaks of several fields, which need different values of it");

    internal static EncodeException NoValue(string message, string field) =>
        new(message, field, "has no value that says what it is derived from");

    internal static EncodeException TooLarge(string message, long size, int limit) =>
        new(message, null, string.Create(CultureInfo.InvariantCulture, $"needs {size} bytes, but at most {limit} are allowed"));

    internal static EncodeException EmptyTail(string message, string field) =>
        new(message, field, "takes no bytes, so it cannot be told from an absent field");

    internal static EncodeException BehindTail(string message, string field) =>
        new(message, field, "is set, but an optional field before it is absent");

    internal static EncodeException WrongPresence(string message, string field, bool present) =>
        new(message, field, present ? "is set, but by its condition it is absent" : "is null, but by its condition it is there");

    internal static EncodeException WrongTag(string message, string field, long tag) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"does not fit its tag, which is {tag}"));

    internal static EncodeException Unnamed(string message, string field, string value) =>
        new(message, field, $"is {value}, which is none of the named values");

    internal static EncodeException KnownId(string message, string property) =>
        new(message, property, "is the id of another message, which would be read in its place; send that message instead");

    internal static EncodeException MeansNull(string message, string field, string value) =>
        new(message, field, $"has a size of {value}, which means null on the wire");

    internal static EncodeException TooDeep(string message, int limit) =>
        new(message, null, string.Create(CultureInfo.InvariantCulture, $"stands inside itself more than {limit} times"));

    internal static EncodeException WrongLength(string message, string field, int size, int expected) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"has {size} bytes, but the field is always {expected}"));

    internal static EncodeException EndsInPad(string message, string field, byte pad) =>
        new(message, field, $"ends in 0x{pad:x2}, which is the field's padding and would be lost");

    internal static EncodeException NotEncodable(string message, string field, string encoding) =>
        new(message, field, $"has a character that {encoding} cannot represent");

    internal static EncodeException HasTerminator(string message, string field) =>
        new(message, field, "holds the bytes that end the field, and what follows them would be lost");

    internal static EncodeException WrongDigitCount(string message, string field, int digits, int expected) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"has {digits} digits, but the field always holds {expected}; pad it with '0' on the left"));

    internal static EncodeException OddDigitCount(string message, string field, int digits) =>
        new(message, field, string.Create(CultureInfo.InvariantCulture, $"has {digits} digits, but two fill a byte; pad it with '0' on the left"));

    internal static EncodeException NotAddress(string message, string field, string kind) =>
        new(message, field, $"is not an {kind}");

    internal static EncodeException OutOfRange(string message, string field, string value, string min, string max) =>
        new(message, field, $"is {value}, but the field holds {min} to {max}");

    internal static EncodeException DestinationTooShort(string message, int size, int found) =>
        new(message, null, string.Create(CultureInfo.InvariantCulture, $"needs {size} bytes, but the destination has {found}"));

    internal static EncodeException FrameTooLarge(string message, long size, int limit) =>
        new(message, null, string.Create(CultureInfo.InvariantCulture, $"its frame needs {size} bytes, but at most {limit} are allowed"));
}
