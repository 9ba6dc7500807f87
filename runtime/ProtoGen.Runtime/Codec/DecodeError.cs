using System.Globalization;

namespace ProtoGen;

/// <summary>Path and offset of the first bad field of a body. Made of literals and numbers: refusing garbage allocates nothing.</summary>
public readonly struct DecodeError : IEquatable<DecodeError>
{
    private readonly string? _field;
    private readonly string? _encoding;
    private readonly long _expected;
    private readonly long _found;
    private readonly DecodeProblem _problem;

    private DecodeError(DecodeProblem problem, string field, int offset, long expected, long found, string? encoding = null)
    {
        _problem = problem;
        _field = field;
        Offset = offset;
        _expected = expected;
        _found = found;
        _encoding = encoding;
    }

    /// <summary>The message and the field: <c>Register.Imei</c>; empty where there is no error.</summary>
    public string Field => _field ?? "";

    /// <summary>Where the field begins, in bytes from the body's start.</summary>
    public int Offset { get; }

    /// <summary>The body ends inside a field.</summary>
    public static DecodeError TooShort(string field, int offset, long needed, int found) => new(DecodeProblem.TooShort, field, offset, needed, found);

    /// <summary>Bytes follow the last field.</summary>
    public static DecodeError Trailing(string message, int offset, int found) => new(DecodeProblem.Trailing, message, offset, 0, found);

    /// <summary>The bytes are not text in the field's encoding.</summary>
    public static DecodeError NotText(string field, int offset, string encoding) => new(DecodeProblem.NotText, field, offset, 0, 0, encoding);

    /// <summary>A bool is neither 0 nor 1.</summary>
    public static DecodeError NotBool(string field, int offset, byte found) => new(DecodeProblem.NotBool, field, offset, 0, found);

    /// <summary>A field with one legal value holds another.</summary>
    public static DecodeError NotConstant(string field, int offset, long expected, long found) => new(DecodeProblem.NotConstant, field, offset, expected, found);

    /// <summary>Text or bytes with one legal value hold another.</summary>
    public static DecodeError NotConstantBytes(string field, int offset) => new(DecodeProblem.NotConstantBytes, field, offset, 0, 0);

    /// <summary>What, where, expected and found, in one sentence.</summary>
    public override string ToString() => _problem switch
    {
        DecodeProblem.None => "no error",
        DecodeProblem.TooShort => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected} bytes, found {_found}"),
        DecodeProblem.Trailing => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: ends here, but {_found} more bytes follow"),
        DecodeProblem.NotText => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: the bytes are not {_encoding} text"),
        DecodeProblem.NotBool => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs 0 or 1, found {_found}"),
        DecodeProblem.NotConstantBytes => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: does not hold its one legal value"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected}, found {_found}"),
    };

    /// <inheritdoc/>
    public bool Equals(DecodeError other) =>
        (_problem, _field, Offset, _expected, _found, _encoding) ==
        (other._problem, other._field, other.Offset, other._expected, other._found, other._encoding);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DecodeError other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_problem, _field, Offset, _expected, _found);

    /// <summary>Compares all parts.</summary>
    public static bool operator ==(DecodeError left, DecodeError right) => left.Equals(right);

    /// <summary>Compares all parts.</summary>
    public static bool operator !=(DecodeError left, DecodeError right) => !left.Equals(right);

    private enum DecodeProblem : byte
    {
        None,
        TooShort,
        Trailing,
        NotText,
        NotBool,
        NotConstant,
        NotConstantBytes,
    }
}
