using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>The fields that filters may name, each defined once.</summary>
internal sealed class DissectorFields
{
    private readonly Dictionary<string, string> _defined = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _families = new(StringComparer.Ordinal);
    private readonly LuaSource _source = new();

    /// <summary>The definitions.</summary>
    public string Source => _source.ToString();

    /// <summary>The name of a schema as a filter has it: <c>Login.reply</c> is <c>login.reply</c>.</summary>
    public static string FilterName(string name)
    {
        var filter = new StringBuilder(name.Length);
        foreach (var character in name.ToLowerInvariant()) filter.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '_');
        return filter.ToString();
    }

    /// <summary>An integer.</summary>
    public string Integer(string path, string name, IntegerType type, string? names = null, string? mask = null, bool isHex = false) =>
        Define(path, name, $"{(type.Signed ? "int" : "uint")}{(type.Size <= 4 ? type.Size * 8 : 64)}", $"base.{(isHex ? "HEX" : "DEC")}{(names is null && mask is null ? "" : $", {names ?? "nil"}")}{(mask is null ? "" : $", {mask}")}");

    /// <summary>A bit.</summary>
    public string Bit(string path, string name, int width, string mask) => Define(path, name, "bool", $"{width}, nil, {mask}");

    public string Plain(string path, string name, string kind) => Define(path, name, kind, kind switch { "string" => "base.UNICODE", "bytes" => "base.NONE", _ => null });

    // Layouts share their fields; where the same name is another type, filters have it twice, which they allow among integers.
    private string Define(string path, string name, string kind, string? more)
    {
        var filter = FilterName(path);
        var definition = $"{filter} {name} {kind} {more}";
        if (_defined.TryGetValue(definition, out var known)) return known;
        var number = 1;
        while (!_keys.Add(number == 1 ? filter : $"{filter}_{number}")) number++;
        var key = $"F[{LuaSource.Quote(number == 1 ? filter : $"{filter}_{number}")}]";
        var family = kind.TrimEnd('1', '2', '3', '4', '6', '8');
        if (!_families.TryAdd(filter, family) && _families[filter] != family) filter += "_" + kind;
        _source.Line($"{key} = ProtoField.{kind}(prefix .. {LuaSource.Quote("." + filter)}, {LuaSource.Quote(name)}{(more is null ? "" : ", " + more)})");
        return _defined[definition] = key;
    }
}
