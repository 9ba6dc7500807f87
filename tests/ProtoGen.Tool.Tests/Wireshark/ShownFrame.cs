using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>One field as somebody shows it.</summary>
internal sealed record ShownField(string Name, string Value, int Length);

/// <summary>A frame as tshark or as decode shows it, in a form in which both can be compared.</summary>
internal sealed record ShownFrame(string Message, IReadOnlyList<ShownField> Fields)
{
    /// <summary>The frames in tshark's packet details.</summary>
    /// <param name="details">The details, as PDML.</param>
    /// <param name="dissector">The dissector, which says what holds other fields only.</param>
    /// <param name="filter">What the protocol is called in filters.</param>
    public static IReadOnlyList<ShownFrame> OfDetails(string details, string dissector, string filter)
    {
        var holders = Regex.Matches(dissector, "ProtoField\\.none\\(prefix \\.\\. \"([^\"]+)\"").Select(match => filter + match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. XDocument.Parse(details).Descendants("proto").Where(proto => (string?)proto.Attribute("name") == filter).Select(proto => new ShownFrame(
            Shown(proto.Descendants("field").FirstOrDefault(field => NameOf(field) == filter + ".message")),
            [.. proto.Descendants("field").Where(field => IsValue(field, filter, holders)).Select(field => new ShownField(NameOf(field), Shown(field), (int?)field.Attribute("size") ?? 0))]))];
    }

    /// <summary>The same of a line of decode.</summary>
    public static ShownFrame OfJson(string line, Protocol protocol)
    {
        var frame = JsonNode.Parse(line)!;
        Assert.True((bool)frame["ok"]!, line);
        return new(frame["message"]!.ToString(), [.. frame["fields"]!.AsArray().SelectMany(field => Of(field!.AsObject(), protocol))]);
    }

    /// <summary>What differs from what tshark shows; null for nothing.</summary>
    /// <param name="tshark">What that shows.</param>
    /// <param name="isPadded">Whether bytes may be shown that stayed away.</param>
    public string? Differs(ShownFrame tshark, bool isPadded)
    {
        if (Message != tshark.Message) return $"{Message} is {tshark.Message} to tshark";
        if (Fields.Count != tshark.Fields.Count) return $"{Message} has {Fields.Count} fields, {tshark.Fields.Count} to tshark: {string.Join(" ", Fields.Select(field => field.Name))} | {string.Join(" ", tshark.Fields.Select(field => field.Name))}";
        return Fields.Zip(tshark.Fields).Select(pair => Differs(pair.First, pair.Second, isPadded)).FirstOrDefault(text => text is not null);
    }

    private string? Differs(ShownField own, ShownField other, bool isPadded)
    {
        var isNamed = own.Name.StartsWith('[') || IsCalled(other.Name, own.Name.ToLowerInvariant());
        var isSame = isNamed && IsSame(own.Value, other.Value) && (own.Length < 0 || isPadded || other.Length <= own.Length);
        return isSame ? null : $"{Message}: {own} is {other} to tshark";
    }

    /// <summary>Wireshark has one type for a name: a field of another type in another state has it behind its name.</summary>
    private static bool IsCalled(string filter, string name) => filter.Split('.').Any(part => part == name || part.StartsWith(name + "_", StringComparison.Ordinal));

    private static bool IsSame(string own, string other)
    {
        if (own == other || own.Equals(other.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) return true;
        if (other.StartsWith("0x", StringComparison.Ordinal)) return ulong.TryParse(own, CultureInfo.InvariantCulture, out var bits) && bits == ulong.Parse(other[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return double.TryParse(own, CultureInfo.InvariantCulture, out var left) && double.TryParse(other, CultureInfo.InvariantCulture, out var right) && Math.Abs(left - right) <= 1e-5 * Math.Abs(left) && own.Contains('.');
    }

    private static IEnumerable<ShownField> Of(JsonObject field, Protocol protocol)
    {
        if (field["value"] is null) yield break;   // a struct or a list, or a case with nothing in it
        var path = field["path"]!.ToString();
        var name = path.EndsWith(']') ? path[path.LastIndexOf('[')..] : path[(path.LastIndexOf('.') + 1)..];
        if (field["value"] is JsonObject parts)
        {
            foreach (var part in parts) yield return new(part.Key, Number(part.Key, Text(part.Value), protocol), -1);
            yield break;
        }

        var isAddress = field["meaning"] is not null && (field["type"]!.ToString() is "bytes[4]" or "bytes[16]" or "bytes[6]") && !field["meaning"]!.ToString().Contains(' ');
        yield return new(name, isAddress ? field["meaning"]!.ToString() : field["raw"]?.ToString() ?? Text(field["value"]), (int)field["length"]!);
    }

    /// <summary>The number of a part that decode shows as the member of an enum.</summary>
    private static string Number(string part, string text, Protocol protocol) => protocol.Bits
        .SelectMany(bits => bits.Parts).Where(known => known.Name == part && known.Enum is not null)
        .SelectMany(known => protocol.Enums.First(type => type.Name == known.Enum).Members)
        .FirstOrDefault(member => member.SchemaName == text)?.Value.ToString() ?? text;

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray bits => string.Concat(bits.Select(bit => (bool)bit! ? '1' : '0')),
        JsonValue truth when truth.GetValueKind() is JsonValueKind.True or JsonValueKind.False => (bool)truth ? "1" : "0",
        _ => value.ToString(),
    };

    private static bool IsValue(XElement field, string filter, HashSet<string> holders)
    {
        var name = NameOf(field);
        return name.StartsWith(filter + ".", StringComparison.Ordinal) && name != filter + ".message" && !name.EndsWith(".scaled", StringComparison.Ordinal)
            && !holders.Contains(name) && !field.Elements("field").Any(inside => NameOf(inside).StartsWith(name + ".", StringComparison.Ordinal) && !NameOf(inside).EndsWith(".scaled", StringComparison.Ordinal));
    }

    private static string NameOf(XElement field) => (string?)field.Attribute("name") ?? "";

    private static string Shown(XElement? field) => ((string?)field?.Attribute("show") ?? "") switch { "True" => "1", "False" => "0", var text => text };
}
