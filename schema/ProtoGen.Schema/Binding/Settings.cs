using System.Globalization;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Reads the values of fixed keys. Each gives null where nothing was written, or where it was reported.</summary>
internal static class Settings
{
    private static readonly IntegerType U8 = new(1, false, Model.ByteOrder.Big);

    public static ByteOrder? ByteOrder(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "endian", diagnostics, ("big", Model.ByteOrder.Big), ("little", Model.ByteOrder.Little));

    /// <summary>An encoding by its name; <c>utf-16</c> has the byte order of the schema.</summary>
    public static TextEncoding? Encoding(YamlScalar? scalar, BindingScope scope) => Encoding(scalar, scope.Order, scope.Diagnostics);

    public static TextEncoding? Encoding(YamlScalar? scalar, ByteOrder order, DiagnosticBag diagnostics) => Choose(
        scalar,
        "encoding",
        diagnostics,
        ("utf-8", TextEncoding.Utf8),
        ("ascii", TextEncoding.Ascii),
        ("latin1", TextEncoding.Latin1),
        ("utf-16", order == Model.ByteOrder.Big ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16LittleEndian),
        ("utf-16be", TextEncoding.Utf16BigEndian),
        ("utf-16le", TextEncoding.Utf16LittleEndian),
        ("gbk", TextEncoding.Gbk),
        ("gb18030", TextEncoding.Gb18030),
        ("big5", TextEncoding.Big5),
        ("shift-jis", TextEncoding.ShiftJis),
        ("euc-kr", TextEncoding.EucKr),
        ("windows-1251", TextEncoding.Windows1251),
        ("windows-1252", TextEncoding.Windows1252));

    /// <summary>Whether padding stands on the left.</summary>
    public static bool? PadLeft(YamlScalar? scalar, DiagnosticBag diagnostics) => Choose(scalar, "side", diagnostics, ("left", true), ("right", false));

    /// <summary>Whether text too long is cut.</summary>
    public static bool? Truncates(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "overflow", diagnostics, ("error", false), ("truncate", true));

    public static Trailing? Trailing(YamlScalar? scalar, DiagnosticBag diagnostics) => Choose(
        scalar, "trailing", diagnostics, ("error", Model.Trailing.Error), ("ignore", Model.Trailing.Ignore), ("keep", Model.Trailing.Keep));

    /// <summary>Whether what is derived is judged when it is read.</summary>
    public static bool? Verify(YamlScalar? scalar, DiagnosticBag diagnostics)
    {
        if (scalar?.Text is not ("no" or "false")) return Choose(scalar, "verify", diagnostics, ("on", true), ("off", false));
        Refuse(scalar, "verify", "on or off is expected; did you mean 'off'?", diagnostics);
        return null;
    }

    /// <summary>Whether a spelling other than the shortest is kept.</summary>
    public static bool? KeepsSpelling(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "canonical", diagnostics, ("keep", true), ("error", false));

    /// <summary>Whether a value without a name is refused.</summary>
    public static bool? RefusesUnknown(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "unknown", diagnostics, ("error", true), ("keep", false));

    public static Direction? Direction(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "from", diagnostics, ("client", Model.Direction.Client), ("server", Model.Direction.Server), ("both", Model.Direction.Both));

    public static Resync? Resync(YamlScalar? scalar, DiagnosticBag diagnostics) =>
        Choose(scalar, "resync", diagnostics, ("close", Model.Resync.Close), ("magic", Model.Resync.Magic));

    public static Liveness? Liveness(YamlScalar? scalar, DiagnosticBag diagnostics) => Choose(
        scalar, "liveness", diagnostics, ("bytes", Model.Liveness.Bytes), ("frames", Model.Liveness.Frames), ("heartbeat", Model.Liveness.Heartbeat));

    public static bool? Truth(YamlScalar? scalar, string key, DiagnosticBag diagnostics) =>
        Choose(scalar, key, diagnostics, ("true", true), ("false", false));

    public static byte? Byte(YamlScalar? scalar, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;
        if (IntegerLiteral.Read(scalar.Whole, U8, out var problem) is { } value) return (byte)value.Bits;
        Refuse(scalar, "byte", problem, diagnostics);
        return null;
    }

    /// <summary>A number of bytes: <c>4096</c>, <c>64KiB</c>, <c>2MB</c>.</summary>
    public static int? ByteCount(YamlScalar? scalar, string key, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;
        var factor = Unit(scalar) switch { "" or "B" => 1, "KiB" => 1024, "MiB" => 1024 * 1024, "KB" => 1000, "MB" => 1000 * 1000, _ => 0 };
        if (factor > 0 && Scaled(scalar.Text, factor) is > 0 and var bytes) return (int)bytes;
        Refuse(scalar, key, $"a size is a number of at most {int.MaxValue} bytes, such as 4096, 64KiB or 2MB", diagnostics);
        return null;
    }

    /// <summary>A time: <c>500ms</c>, <c>3s</c>, <c>2min</c>.</summary>
    public static TimeSpan? Time(YamlScalar? scalar, string key, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;
        var milliseconds = Unit(scalar) switch { "ms" => 1, "s" => 1000, "min" => 60_000, "h" => 3_600_000, _ => 0 };
        if (milliseconds > 0 && Scaled(scalar.Text, milliseconds) is > 0 and var time) return TimeSpan.FromMilliseconds((double)time);
        Refuse(scalar, key, "a time is a number above 0 with a unit, such as 500ms, 3s or 2min", diagnostics);
        return null;
    }

    public static int? Count(YamlScalar? scalar, string key, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;
        if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
        Refuse(scalar, key, "a whole number above 0 is expected", diagnostics);
        return null;
    }

    private static string Unit(YamlScalar scalar) => scalar.Text.TrimStart([.. "0123456789"]).Trim();

    private static long? Scaled(string text, long factor)
    {
        var digits = new string([.. text.TakeWhile(c => c is >= '0' and <= '9')]);
        var isNumber = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number <= int.MaxValue / factor ? number * factor : null;
    }

    private static T? Choose<T>(YamlScalar? scalar, string key, DiagnosticBag diagnostics, params (string Text, T Value)[] choices)
        where T : struct
    {
        if (scalar is null) return null;
        foreach (var (text, value) in choices)
            if (text == scalar.Text) return value;

        var names = choices.Select(choice => choice.Text).ToArray();
        var offer = string.Join(", ", names.Take(names.Length - 1)) + " or " + names[names.Length - 1];
        Refuse(scalar, key, $"{offer} is expected{NameSuggestion.DidYouMean(scalar.Text, names)}", diagnostics);
        return null;
    }

    private static void Refuse(YamlScalar scalar, string key, string problem, DiagnosticBag diagnostics) =>
        diagnostics.Report(Rules.InvalidSetting, scalar.Span, $"'{key}' cannot be '{scalar.Text}': {problem}");
}
