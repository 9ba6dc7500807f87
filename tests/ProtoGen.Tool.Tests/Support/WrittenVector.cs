using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace ProtoGen.Tool.Tests;

/// <summary>A vector as its schema writes it, read without anything of ours.</summary>
internal sealed record WrittenVector(string Message, byte[] Frame, bool IsRefused, YamlMappingNode? Header, YamlMappingNode? Values)
{
    public static IReadOnlyList<WrittenVector> Of(string path)
    {
        using var text = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(text);
        var vectors = (YamlSequenceNode)yaml.Documents[0].RootNode["vectors"];
        return [.. vectors.Cast<YamlMappingNode>().Select(vector => new WrittenVector(
            Text(vector, "message")!,
            Convert.FromHexString(string.Concat(Text(vector, "hex")!.Where(character => !char.IsWhiteSpace(character)))),
            Text(vector, "expect") == "error",
            Child(vector, "header"),
            Child(vector, "values")))];
    }

    /// <summary>What differs from a value that was decoded; null for nothing. What is not written is not compared.</summary>
    /// <param name="written">What the schema has.</param>
    /// <param name="found">What was decoded.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="numberAt">The number on the wire at a path: parts may be written as one.</param>
    public static string? Differs(YamlNode? written, JsonNode? found, string path, Func<string, ulong> numberAt) => (written, found) switch
    {
        (null, _) => null,
        (YamlScalarNode { Value: null or "" } nothing, _) when nothing.Style == YamlDotNet.Core.ScalarStyle.Plain => found is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } ? null : $"{path}: nothing is written, {found} found",
        (YamlMappingNode mapping, JsonObject json) => mapping.Children.Select(child => Differs(child.Value, json[((YamlScalarNode)child.Key).Value!], $"{path}.{child.Key}", numberAt)).FirstOrDefault(text => text is not null),
        (YamlSequenceNode list, JsonArray json) => list.Children.Count != json.Count
            ? $"{path}: {list.Children.Count} elements are written, {json.Count} found"
            : list.Children.Select((child, index) => Differs(child, json[index], $"{path}[{index}]", numberAt)).FirstOrDefault(text => text is not null),
        (YamlScalarNode scalar, JsonObject) => IsSame(scalar, JsonValue.Create(numberAt(path))) ? null : $"{path}: {scalar.Value} is written, {numberAt(path)} found",
        (YamlScalarNode scalar, JsonValue json) => IsSame(scalar, json) ? null : $"{path}: {scalar.Value} is written, {json} found",
        _ => $"{path}: {written} is written, {found?.ToJsonString() ?? "nothing"} found",
    };

    private static bool IsSame(YamlScalarNode scalar, JsonValue json)
    {
        var (text, found) = (scalar.Value!, json.ToString());
        if (found == text || found.Equals(text.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) return true;
        if (json.GetValueKind() != System.Text.Json.JsonValueKind.Number) return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && ulong.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits))
            return ulong.TryParse(found, CultureInfo.InvariantCulture, out var number) ? number == bits : long.TryParse(found, CultureInfo.InvariantCulture, out var signed) && (unchecked((ulong)signed) & Mask(text)) == bits;
        if (text.Length == 1 && !char.IsAsciiDigit(text[0])) return found == ((int)text[0]).ToString(CultureInfo.InvariantCulture);
        return double.TryParse(text, CultureInfo.InvariantCulture, out var left) && left.Equals(double.Parse(found, CultureInfo.InvariantCulture));
    }

    private static ulong Mask(string hex) => ulong.MaxValue >> (64 - (4 * (hex.Length - 2)));

    private static YamlMappingNode? Child(YamlMappingNode vector, string key) => vector.Children.TryGetValue(key, out var child) ? child as YamlMappingNode : null;

    private static string? Text(YamlMappingNode vector, string key) => vector.Children.TryGetValue(key, out var child) ? ((YamlScalarNode)child).Value : null;
}
