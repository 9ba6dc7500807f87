using System.Globalization;
using System.Runtime.CompilerServices;

namespace ProtoGen;

/// <summary>Path and offset of the first bad field of a body. Made of literals and numbers: refusing garbage allocates nothing.</summary>
public readonly struct DecodeError : IEquatable<DecodeError>
{
    private readonly string? _field;
    private readonly string? _encoding;
    private readonly long _expected;
    private readonly long _found;
    private readonly DecodeProblem _problem;
    private readonly string? _path;
    private readonly int _index;
    // Neither is said or compared: they tell only what more bytes would do.
    private readonly bool _isEnclosed;
    private readonly int _behind;

    private DecodeError(DecodeProblem problem, string field, int offset, long expected, long found, string? encoding = null)
    {
        _problem = problem;
        _field = field;
        Offset = offset;
        _expected = expected;
        _found = found;
        _encoding = encoding;
        _index = -1;
    }

    private DecodeError(in DecodeError inner, string path, int index)
    {
        this = inner;
        (_path, _index) = (path, index);
    }

    private DecodeError(in DecodeError inner, bool isEnclosed, long behind)
    {
        this = inner;
        (_isEnclosed, _behind) = (isEnclosed, (int)Math.Min(int.MaxValue, behind));
    }

    // No error is returned by value: each one a method may end with would be room on its stack, cleared before anything is read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Fail(out DecodeError error, DecodeProblem problem, string field, int offset, long expected, long found, string? encoding = null)
    {
        error = new(problem, field, offset, expected, found, encoding);
        return false;
    }

    /// <summary>The message and the field: <c>Register.Imei</c>; empty where there is no error.</summary>
    public string Field => _field ?? "";

    /// <summary>Where the field begins, in bytes from the body's start.</summary>
    public int Offset { get; }

    /// <summary>The field of the message in which <see cref="Field"/> stands: <c>Report.Points</c>; the same where nothing is nested.</summary>
    public string Path => _path ?? Field;

    /// <summary>The element of the list at <see cref="Path"/>; -1 where that is no list.</summary>
    public int Index => _path is null ? -1 : _index;

    /// <summary>The same error, seen from the field in which it happened.</summary>
    public DecodeError In(string path) => new(in this, path, -1);

    /// <summary>The same error, seen from the list in whose element it happened.</summary>
    public DecodeError In(string path, int index) => new(in this, path, index);

    /// <summary>Says of an error that it stands in bytes whose end a size says, so that it would stay if more bytes followed. Emitted code ends with it.</summary>
    /// <param name="error">The error.</param>
    /// <returns>False, which is what whoever meets an error returns.</returns>
    public static bool Enclose(ref DecodeError error)
    {
        error = new(in error, isEnclosed: true, 0);
        return false;
    }

    /// <summary>The same error, where at least so many bytes must follow the value in which it happened.</summary>
    internal DecodeError Before(long bytes) => new(in this, _isEnclosed, _behind + bytes);

    /// <summary>Where the message ends whose fields are all there, in bytes from the body's start; -1 for any other error than bytes that follow it.</summary>
    internal int End => _problem == DecodeProblem.Trailing && _path is null ? Offset : -1;

    /// <summary>The bytes that must follow the body at least for the error to go away; 0 where it would stay.</summary>
    internal long Missing => _isEnclosed ? 0 : _problem switch
    {
        DecodeProblem.TooShort => SaturatingAdd(_expected - _found, _behind),
        DecodeProblem.NotTerminated => 1L + _behind,
        _ => 0,
    };

    private static long SaturatingAdd(long left, int right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>Leaves an error as it is where a part of a value was read: emitted code clears it once, when the whole value was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LeaveAsIs(out DecodeError error) => Unsafe.SkipInit(out error);

    /// <summary>The body ends inside a field.</summary>
    public static bool TooShort(string field, int offset, long needed, int found, out DecodeError error) => Fail(out error, DecodeProblem.TooShort, field, offset, needed, found);

    /// <summary>Bytes follow the last field.</summary>
    public static bool Trailing(string message, int offset, int found, out DecodeError error) => Fail(out error, DecodeProblem.Trailing, message, offset, 0, found);

    /// <summary>The bytes are not text in the field's encoding.</summary>
    public static bool NotText(string field, int offset, string encoding, out DecodeError error) => Fail(out error, DecodeProblem.NotText, field, offset, 0, 0, encoding);

    /// <summary>A bool is neither 0 nor 1.</summary>
    public static bool NotBool(string field, int offset, byte found, out DecodeError error) => Fail(out error, DecodeProblem.NotBool, field, offset, 0, found);

    /// <summary>A field with one legal value holds another.</summary>
    public static bool NotConstant(string field, int offset, long expected, long found, out DecodeError error) => Fail(out error, DecodeProblem.NotConstant, field, offset, expected, found);

    /// <summary>Text or bytes with one legal value hold another.</summary>
    public static bool NotConstantBytes(string field, int offset, out DecodeError error) => Fail(out error, DecodeProblem.NotConstantBytes, field, offset, 0, 0);

    /// <summary>A variable-length integer takes more bytes than its value needs: a second spelling of the same value.</summary>
    public static bool OverLong(string field, int offset, int size, out DecodeError error) => Fail(out error, DecodeProblem.OverLong, field, offset, 0, size);

    /// <summary>A variable-length integer does not fit its width, or does not end where the widest value would.</summary>
    public static bool TooWide(string field, int offset, int width, out DecodeError error) => Fail(out error, DecodeProblem.TooWide, field, offset, width, 0);

    /// <summary>The bytes that end a field do not occur.</summary>
    public static bool NotTerminated(string field, int offset, int found, out DecodeError error) => Fail(out error, DecodeProblem.NotTerminated, field, offset, 0, found);

    /// <summary>A byte that escaping never leaves as it is, or an escape byte that escapes nothing.</summary>
    public static bool NotEscaped(string field, int offset, byte found, out DecodeError error) => Fail(out error, DecodeProblem.NotEscaped, field, offset, 0, found);

    /// <summary>A list's bytes end inside an element.</summary>
    public static bool NotWhole(string field, int offset, int elementSize, int found, out DecodeError error) =>
        Fail(out error, DecodeProblem.NotWhole, field, offset, elementSize, found);

    /// <summary>A checksum is not that of the bytes it covers.</summary>
    public static bool WrongChecksum(string field, int offset, ulong expected, ulong found, out DecodeError error) =>
        Fail(out error, DecodeProblem.WrongChecksum, field, offset, (long)expected, (long)found);

    /// <summary>A derived field holds something else than what it is derived from says.</summary>
    public static bool WrongValue(string field, int offset, long expected, long found, out DecodeError error) => Fail(out error, DecodeProblem.WrongValue, field, offset, expected, found);

    /// <summary>A number is below the smallest or above the largest legal one.</summary>
    public static bool OutOfRange(string field, int offset, long limit, long found, out DecodeError error) =>
        Fail(out error, found < limit ? DecodeProblem.BelowMin : DecodeProblem.AboveMax, field, offset, limit, found);

    /// <summary>A number that is not one of the values that its closed enum names.</summary>
    public static bool UnknownValue(string field, int offset, long found, out DecodeError error) => Fail(out error, DecodeProblem.UnknownValue, field, offset, 0, found);

    /// <summary>A tag for which a switch has no case.</summary>
    public static bool UnknownTag(string field, int offset, long found, out DecodeError error) => Fail(out error, DecodeProblem.UnknownTag, field, offset, 0, found);

    /// <summary>A value that says a size is no size: below zero, or with a remainder where none may be.</summary>
    public static bool BadSize(string field, int offset, out DecodeError error) => Fail(out error, DecodeProblem.BadSize, field, offset, 0, 0);

    /// <summary>The field ends before the bytes end that it was given.</summary>
    public static bool Leftover(string field, int offset, int found, out DecodeError error) => Fail(out error, DecodeProblem.Leftover, field, offset, 0, found);

    /// <summary>Bits or bytes that only fill up are not zero.</summary>
    public static bool NotZero(string field, int offset, out DecodeError error) => Fail(out error, DecodeProblem.NotZero, field, offset, 0, 0);

    /// <summary>A structure stands inside itself more often than its schema allows.</summary>
    public static bool TooDeep(string field, int offset, int limit, out DecodeError error) => Fail(out error, DecodeProblem.TooDeep, field, offset, limit, 0);

    /// <summary>The bytes are not a value of the field's own codec.</summary>
    public static bool NotDecodable(string field, int offset, out DecodeError error) => Fail(out error, DecodeProblem.NotDecodable, field, offset, 0, 0);

    /// <summary>What, where, expected and found, in one sentence.</summary>
    public override string ToString() => (_path, _index) switch
    {
        (null, _) => Innermost(),
        (_, < 0) => string.Create(CultureInfo.InvariantCulture, $"{_path}: {Innermost()}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{_path}[{_index}]: {Innermost()}"),
    };

    private string Innermost() => _problem switch
    {
        DecodeProblem.None => "no error",
        DecodeProblem.TooShort => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected} bytes, found {_found}"),
        DecodeProblem.Trailing => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: ends here, but {_found} more bytes follow"),
        DecodeProblem.NotText => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: the bytes are not {_encoding} text"),
        DecodeProblem.NotBool => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs 0 or 1, found {_found}"),
        DecodeProblem.NotConstantBytes => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: does not hold its one legal value"),
        DecodeProblem.OverLong => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: takes {_found} bytes, more than its value needs"),
        DecodeProblem.TooWide => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: is not an integer of {_expected} bits"),
        DecodeProblem.NotTerminated => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: no terminator in the {_found} bytes left"),
        DecodeProblem.NotEscaped => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: 0x{_found:x2} is not part of an escape sequence"),
        DecodeProblem.NotWhole => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: has {_found} bytes, no multiple of its elements' {_expected}"),
        DecodeProblem.WrongChecksum => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs 0x{_expected:x}, found 0x{_found:x}"),
        DecodeProblem.BelowMin => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected} or more, found {_found}"),
        DecodeProblem.AboveMax => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected} or less, found {_found}"),
        DecodeProblem.UnknownValue => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: {_found} is none of its named values"),
        DecodeProblem.UnknownTag => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: no case for the tag {_found}"),
        DecodeProblem.BadSize => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: the value that says its size says none"),
        DecodeProblem.Leftover => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: ends here, but {_found} more bytes belong to it"),
        DecodeProblem.NotZero => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: what fills it up is not zero"),
        DecodeProblem.TooDeep => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: stands inside itself more than {_expected} times"),
        DecodeProblem.NotDecodable => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: its codec does not accept the bytes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Field} at byte {Offset}: needs {_expected}, found {_found}"),
    };

    /// <inheritdoc/>
    public bool Equals(DecodeError other) =>
        (_problem, _field, Offset, _expected, _found, _encoding, _path, Index) ==
        (other._problem, other._field, other.Offset, other._expected, other._found, other._encoding, other._path, other.Index);

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
        OverLong,
        TooWide,
        NotTerminated,
        NotEscaped,
        NotWhole,
        WrongChecksum,
        WrongValue,
        BelowMin,
        AboveMax,
        UnknownValue,
        UnknownTag,
        BadSize,
        Leftover,
        NotZero,
        TooDeep,
        NotDecodable,
    }
}
