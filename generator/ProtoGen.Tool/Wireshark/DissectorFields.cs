using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>The fields that filters may name, each defined once.</summary>
internal sealed class DissectorFields(string protocol)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
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

    /// <summary>A name that no structure has yet.</summary>
    public string Reserve(string name)
    {
        var (filter, number) = (FilterName(name), 1);
        while (!_names.Add(number == 1 ? filter : $"{filter}_{number}")) number++;
        return number == 1 ? filter : $"{filter}_{number}";
    }

    /// <summary>An integer.</summary>
    public string Integer(string path, string name, IntegerType type, string? names = null, string? mask = null, bool isHex = false) =>
        Define(path, name, $"{(type.Signed ? "int" : "uint")}{(type.Size <= 4 ? type.Size * 8 : 64)}", $"base.{(isHex ? "HEX" : "DEC")}{(names is null && mask is null ? "" : $", {names ?? "nil"}")}{(mask is null ? "" : $", {mask}")}");

    /// <summary>A bit.</summary>
    public string Bit(string path, string name, int width, string mask) => Define(path, name, "bool", $"{width}, nil, {mask}");

    public string Plain(string path, string name, string kind) => Define(path, name, kind, kind switch { "string" => "base.UNICODE", "bytes" => "base.NONE", _ => null });

    private string Define(string path, string name, string kind, string? more)
    {
        var filter = Reserve(path);
        var key = $"F[{LuaSource.Quote(filter)}]";
        _source.Line($"{key} = ProtoField.{kind}({LuaSource.Quote($"{protocol}.{filter}")}, {LuaSource.Quote(name)}{(more is null ? "" : ", " + more)})");
        return key;
    }
}
