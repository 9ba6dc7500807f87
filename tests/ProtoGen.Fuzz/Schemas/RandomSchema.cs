using System.Text;

namespace ProtoGen.Fuzz.Schemas;

/// <summary>Writes a schema that is legal by construction and uses whatever the language offers; one seed, one text.</summary>
internal sealed class RandomSchema
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly TypePool _pool = new();

    private readonly bool _isOpen;

    private RandomSchema(int seed, bool isOpen) => (_random, _isOpen) = (new(seed), isOpen);

    /// <summary>The YAML of a seed.</summary>
    public static string Write(int seed) => Write(seed, isOpen: false);

    /// <summary>The YAML of a seed, with frames that have no length and end where their fields end.</summary>
    public static string WriteOpen(int seed) => Write(seed, isOpen: true);

    private static string Write(int seed, bool isOpen)
    {
        var schema = new RandomSchema(seed, isOpen);
        schema.WriteHead(seed);
        schema.WriteEnums();
        schema.WriteBits();
        schema.WriteStructs();
        schema.WriteMessages();
        return schema._text.ToString();
    }

    private void WriteHead(int seed)
    {
        var name = $"{(_isOpen ? "Open" : "Random")}{seed}";
        _text.AppendLine($"protocol: {name}");
        _text.AppendLine($"namespace: Fuzz.{name}");
        _text.AppendLine(_random.Next(2) == 0 ? "endian: big" : "endian: little");
        if (_isOpen) WriteOpenFrame();
        else _text.AppendLine("frame: { maxSize: 1MiB, layout: { length: u32 = bytes(id..body), id: u8, body: } }".Replace("u32 = bytes(id..body)", "\"u32 = bytes(id..body)\"", StringComparison.Ordinal));
    }

    private void WriteOpenFrame()
    {
        _text.AppendLine("frame:");
        _text.AppendLine("  maxSize: 64KiB");
        _text.AppendLine("  layout:");
        if (_random.Next(3) == 0) _text.AppendLine("    mark: u16 = 0x5AA5");
        _text.AppendLine($"    lead: {_random.Pick("u8", "u16", "varint32")}");
        _text.AppendLine("    id: u8");
        _text.AppendLine("    body:");
        if (_random.Next(2) == 0) _text.AppendLine("    check: u16le = crc16/modbus(lead..body)");
    }

    private void WriteEnums()
    {
        _text.AppendLine("enums:");
        foreach (var name in new[] { "Kind", "Mood" })
        {
            var type = _random.Pick("u8", "i8", "u16", "i32", "u24");
            var closed = _random.Next(3) == 0 ? ", unknown: error" : "";
            _text.AppendLine($"  {name}: {{ type: {type}{closed}, values: {{ One: 1, Two: 2, Five: 5 }} }}");
            _pool.Enums.Add(name);
        }

        _text.AppendLine("flags:");
        _text.AppendLine($"  Options: {{ type: {_random.Pick("u8", "u16", "u32le")}, values: {{ A: 1, B: 2, C: 0x40 }} }}");
        _pool.Enums.Add("Options");
    }

    private void WriteBits()
    {
        _text.AppendLine("bits:");
        _text.AppendLine("  Course: { type: u16, parts: { degrees: 0..9, north: 10, west: 11, kind: { at: 12..14, type: Kind } } }");
        _text.AppendLine("  Head: { type: u8, parts: { low: 0..3, _gap: 4, high: 5..7 } }");
        _pool.Bits.AddRange(["Course", "Head"]);
    }

    private void WriteStructs()
    {
        _text.AppendLine("structs:");
        _text.AppendLine($"  Point: {{ {Padding(", ")}fields: {{ across: i32, down: i16, mark: u8 }} }}");
        _pool.FixedStructs.Add("Point");
        if (_random.Next(2) == 0)
        {
            _text.AppendLine($"  Node: {{ {Padding(", ")}fields: {{ label: \"string[u8]\", children: \"Node[u8]\" }} }}");
            _pool.Structs.Add("Node");
        }

        for (var index = _random.Next(4); index > 0; index--)
        {
            var name = $"Part{index}";
            _text.AppendLine($"  {name}:");
            if (Padding("\n    ") is { Length: > 0 } padding) _text.AppendLine($"    {padding.TrimEnd()}");
            _text.AppendLine("    fields:");
            _text.AppendLine("      lead: u8");
            new RandomFields(_random, _pool, _text, "      ", isStruct: true).Write(1 + _random.Next(5));
            _pool.Structs.Add(name);
        }
    }

    /// <summary>What fills a struct behind its last field, each key with what separates it from the next.</summary>
    private string Padding(string separator) => _random.Next(4) switch
    {
        0 => $"padTo: {_random.Pick(2, 4, 8)}{separator}",
        1 => $"padTo: {_random.Pick(2, 4)}{separator}canonical: keep{separator}",
        _ => "",
    };

    private void WriteMessages()
    {
        _text.AppendLine("messages:");
        var count = 1 + _random.Next(3);
        for (var index = 1; index <= count; index++)
        {
            _text.AppendLine($"  Message{index}:");
            _text.AppendLine($"    id: {index}");
            _text.AppendLine("    from: client");
            if (_random.Next(8) == 0) continue;
            _text.AppendLine("    fields:");
            var fields = new RandomFields(_random, _pool, _text, "      ", isStruct: false);
            if (_isOpen) fields.WriteSelfEnding(1 + _random.Next(8));
            else fields.Write(1 + _random.Next(8));
        }
    }
}

/// <summary>The types a schema has declared so far.</summary>
internal sealed class TypePool
{
    public List<string> Enums { get; } = [];

    public List<string> Bits { get; } = [];

    public List<string> FixedStructs { get; } = [];

    /// <summary>Structs whose size varies; never empty, never taking the rest.</summary>
    public List<string> Structs { get; } = [];
}

/// <summary>Picks from what there is.</summary>
internal static class RandomPicks
{
    public static T Pick<T>(this Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
