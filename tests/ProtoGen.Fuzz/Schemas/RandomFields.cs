using System.Text;

namespace ProtoGen.Fuzz.Schemas;

/// <summary>Writes the fields of one structure, each construct with what it needs before it.</summary>
internal sealed class RandomFields(Random random, TypePool pool, StringBuilder text, string indent, bool isStruct)
{
    private readonly List<string> _names = [];
    private readonly List<string> _lists = [];
    private int _next;

    /// <summary>Writes some constructs; a struct never takes the rest, so that it can stand anywhere.</summary>
    public void Write(int constructs)
    {
        WriteSome(constructs);
        if (!isStruct) WriteEnd();
    }

    /// <summary>Writes some constructs that say themselves where they end, and maybe one that depends on the frame.</summary>
    public void WriteSelfEnding(int constructs)
    {
        WriteSome(constructs);
        if (random.Next(3) == 0) Field("opt", $"{Any()} if header.lead {random.Pick("> 99", "& 0x11", "!= 7")}");
    }

    private void WriteSome(int constructs)
    {
        for (var index = 0; index < constructs; index++) WriteOne();
    }

    private void WriteOne()
    {
        switch (random.Next(17))
        {
            case 0: WriteSized(); break;
            case 1: WriteSizedByField(); break;
            case 2: WriteList(); break;
            case 3: WriteCountedList(); break;
            case 4: WriteBounded(); break;
            case 5: WriteByFlag(); break;
            case 6: WriteByTest(); break;
            case 7: WriteSwitch(); break;
            case 8: WriteConstant(); break;
            case 9: WriteDerived(); break;
            case 10: WriteBits(); break;
            case 11: WriteReserved(); break;
            case 12: WriteMeaning(); break;
            case 13: WriteStruct(); break;
            case 14: WriteAligned(); break;
            case 15: WriteCaseSize(); break;
            default: Field("n", Scalar()); break;
        }
    }

    private string Field(string stem, string type)
    {
        var name = $"{stem}{++_next}f";
        text.AppendLine($"{indent}{name}: {type}");
        if (!stem.StartsWith('_')) _names.Add(name);
        return name;
    }

    private string Integer() => random.Pick("u8", "i8", "u16", "i16", "u24", "i24le", "u32", "i32", "u40", "i48", "u56be", "u64", "i64", "u16le", "u32be");

    private string Scalar() => random.Next(8) switch
    {
        0 => random.Pick("f32", "f64", "f16", "f64le"),
        1 => "bool",
        2 => "char",
        3 => random.Pick("varint32", "varint64", "zigzag32", "zigzag64", "varint32s", "varint64s"),
        4 => random.Pick(pool.Enums),
        _ => Integer(),
    };

    /// <summary>A size that a value brings along.</summary>
    private string Size() => random.Pick("u8", "u16", "u16le", "u24", "u32", "varint32", "varint64");

    private string Sized() => random.Next(8) switch
    {
        0 => $"string[{1 + random.Next(9)}]",
        1 => $"bytes[{1 + random.Next(5)}]",
        2 => $"bcd[{1 + random.Next(5)}]",
        3 => $"bcd[{random.Pick("u8", "u16")}]",
        4 => random.Pick("cstring", "string[until 0x0D0A]", "bytes[until 0xFF]"),
        5 => $"bit[{random.Pick("5", "8", "17", "u8", "u16")}]",
        6 => $"bytes[{Size()}]",
        _ => $"string[{Size()}]",
    };

    private void WriteSized()
    {
        var type = Sized();
        if (!type.StartsWith("string[", StringComparison.Ordinal) || type.Contains("until", StringComparison.Ordinal)) Field("s", type);
        else if (char.IsDigit(type[7])) Field("s", $"{{ type: \"{type}\", pad: {{ byte: {random.Pick("0x00", "0x20")}, side: {random.Pick("left", "right")} }}, encoding: {random.Pick("utf-8", "ascii", "latin1", "gbk")} }}");
        else Field("s", $"{{ type: \"{type}\", encoding: {random.Pick("utf-8", "ascii", "latin1", "gbk", "utf-16", "shift-jis", "windows-1251")} }}");
    }

    private void WriteSizedByField()
    {
        var size = Field("size", random.Pick("u8", "u16", "u32", "varint32", "u16le"));
        if (random.Next(3) == 0) Field("gap", Scalar());
        var step = random.Next(5) switch { 0 => " - 2", 1 => " * 2", 2 => " + 1", 3 => " / 2", _ => "" };
        Field("s", $"{random.Pick("string", "bytes", "bcd")}[{size}{step}]");
        if (step.Length == 0 && random.Next(3) == 0) Field("s", $"bytes[{size}]");
    }

    private string Element() => random.Next(7) switch
    {
        0 => random.Pick(pool.FixedStructs),
        1 when pool.Structs.Count > 0 => random.Pick(pool.Structs),
        2 => random.Pick(pool.Enums),
        3 => random.Pick(pool.Bits),
        4 => random.Pick("string[u8]", "bytes[u16]", "string[4]", "cstring", "varint32", "u16[2]", "u8[u8]"),
        _ => random.Pick("u8", "i8", "u16", "i16le", "u32", "i24", "u48le", "i64", "f32", "f64", "bool", "char"),
    };

    private void WriteList() => _lists.Add(Field("list", Spaced(random.Next(3) switch
    {
        0 => $"{Element()}[{1 + random.Next(4)}]",
        1 => $"{Element()}[{random.Pick("u16", "u32", "u24le", "varint32")} bytes]",
        _ => $"{Element()}[{Size()}]",
    })));

    /// <summary>A list, now and then with filling between its elements.</summary>
    private string Spaced(string list) => random.Next(5) == 0 ? $"{{ type: \"{list}\", alignEach: {random.Pick(2, 4, 8)} }}" : list;

    private void WriteCountedList()
    {
        var count = Field("count", random.Pick("u8", "u16", "u32le", "varint32"));
        _lists.Add(Field("list", Spaced($"{Element()}[{count}]")));
        if (random.Next(3) == 0) Field("list", $"{Element()}[{count}]");
    }

    private void WriteBounded()
    {
        var size = random.Pick("u16", "u24", "u32", "varint32");
        var type = random.Pick("bytes[rest]", "string[rest]", "u16[rest]", "Point", "Point[rest]", "cstring");
        Field("bound", $"{{ type: \"{type}\", size: {size}{random.Pick("", ", trailing: keep", ", trailing: ignore", ", trailing: error")} }}");
    }

    private string Any() => random.Next(4) switch
    {
        0 => Sized(),
        1 => random.Pick(pool.FixedStructs),
        2 => $"{Element()}[u8]",
        _ => Scalar(),
    };

    private void WriteByFlag()
    {
        var flag = Field("flag", "bool");
        Field("opt", $"{Any()} if {flag}");
        if (random.Next(2) == 0) Field("opt", $"{Any()} if {random.Pick("", "not ")}{flag}");
    }

    private void WriteByTest()
    {
        var number = Field("n", random.Pick("u8", "u16", "i8"));
        var kind = Field("kind", "Kind");
        var test = random.Next(6) switch
        {
            0 => $"{number} == 3",
            1 => $"{number} & 0x05",
            2 => $"{kind} == Two",
            3 => $"{number} >= 2 and {kind} != One",
            4 => $"not {number}",
            _ => $"{number} < 60",
        };
        Field("opt", $"{Any()} if {test}");
    }

    private void WriteSwitch()
    {
        var tag = Field("tag", random.Pick("u8", "u16", "Kind", "char"));
        var isChar = text.ToString().TrimEnd().EndsWith("char", StringComparison.Ordinal);
        var keys = isChar ? new[] { "A", "B", "C" } : ["1", "2", "5"];
        var name = Field("value", "");
        text.AppendLine($"{indent}  switch: {tag}");
        text.AppendLine($"{indent}  cases:");
        text.AppendLine($"{indent}    {keys[0]}: {Any()}");
        text.AppendLine(random.Next(3) == 0 ? $"{indent}    [{keys[1]}, {keys[2]}]: {Any()}" : $"{indent}    {keys[1]}: {{ {random.Pick("", "padTo: 4, ", "padTo: 2, canonical: keep, ")}fields: {{ first: u8, second: \"bytes[first]\" }} }}");
        if (random.Next(2) == 0) text.AppendLine($"{indent}  else: {random.Pick("u16", "string[u8]", "bytes[3]")}");
        if (random.Next(3) == 0) text.AppendLine($"{indent}  size: u16");
        _ = name;
    }

    /// <summary>A size that every case names, at times one of several widths.</summary>
    private void WriteCaseSize()
    {
        var isWide = random.Next(2) == 0;
        var width = isWide ? Field("width", "u8") : "";
        var size = Field("size", isWide ? $"{{ switch: {width}, cases: {{ 1: u8, 2: u16, 4: u32le }} }}" : random.Pick("u8", "u16", "varint32"));
        var condition = random.Next(3) == 0 ? Field("flag", "bool") : "";

        // The tag of a switch that is absent is 0, which a closed enum may not name.
        var tag = Field("tag", condition.Length > 0 ? "u8" : random.Pick("u8", "Kind"));
        Field("value", "");
        text.AppendLine($"{indent}  switch: {tag}");
        text.AppendLine($"{indent}  cases:");
        text.AppendLine($"{indent}    1: {Said()}");
        text.AppendLine(random.Next(2) == 0 ? $"{indent}    [2, 5]: {Said()}" : $"{indent}    2: {Said()}\n{indent}    5: {random.Pick("", Said())}");
        if (random.Next(3) == 0) text.AppendLine($"{indent}  else: {Said()}");
        if (condition.Length > 0) text.AppendLine($"{indent}  if: {condition}");

        string Said() => $"{random.Pick("string", "bytes", "bcd", "bit", "u16", "Point", "varint32")}[{size}{random.Pick("", "", " - 1", " + 1", " * 2")}]";
    }

    private void WriteConstant() => Field("fix", random.Pick(
        "u16 = 0x7878", "i8 = -1", "string[4] = MQTT", "string[u16] = MQTT", "bool = true", "u24le = 7", "bytes[2] = 0D0A", "char = R", "Kind = Two", "cstring = end", "f32 = 1.5"));

    private void WriteDerived()
    {
        if (_names.Count == 0)
        {
            Field("n", Scalar());
            return;
        }

        var (first, last) = Range();
        if (random.Next(3) == 0 && _lists.Count > 0) Field("d", $"u16 = count({random.Pick(_lists)})");
        else Field("d", random.Next(8) switch
        {
            0 => $"u32 = bytes({first}..{last})",
            1 => $"u16 = bytes({first}..{last}) + 2",
            2 => $"u8 = count({first}..{last})",
            3 => $"u8 = sum8({first}..{last})",
            4 => $"u16 = crc16/modbus({first}..{last})",
            5 => $"u32le = crc32({first}..{last})",
            6 => $"u8 = xor8({first}..{last})",
            _ => $"u32 = crc16/x25({first}..{last})",
        });
    }

    private (string First, string Last) Range()
    {
        var first = random.Next(_names.Count);
        var last = first + random.Next(_names.Count - first);
        return (_names[first], _names[last]);
    }

    private void WriteBits()
    {
        if (random.Next(2) == 0)
        {
            Field("bits", random.Pick(pool.Bits));
            return;
        }

        var bits = Field("bits", "{ type: u8, parts: { has: 0, more: 1, level: 2..3, fixed: 4..5 = 2 } }");
        Field("opt", $"{Any()} if {bits}.has");
        if (random.Next(2) == 0) Field("opt", $"{Any()} if {bits}.level > 1");
    }

    private void WriteReserved() => Field("_r", random.Pick("u8", "u16", "bytes[3]", "u24"));

    private void WriteMeaning() => Field("m", random.Pick(
        "{ type: u16, min: 3, max: 900 }",
        "{ type: i32, scale: 1/1000, unit: m, min: -2000, max: 2000 }",
        "{ type: u16, scale: 0.5, offset: -40 }",
        "{ type: u16, none: 0xFFFF }",
        "{ type: \"bytes[i32]\", none: -1 }",
        "{ type: \"string[u16]\", none: 0xFFFF }",
        "{ type: \"u16[u8]\", none: 0xFF }",
        "{ type: u32, as: unix-seconds }",
        "{ type: i64, as: unix-millis }",
        "{ type: \"bcd[6]\", as: bcd-datetime }",
        "{ type: \"bytes[6]\", as: ymdhms }",
        "{ type: \"bytes[16]\", as: guid }",
        "{ type: \"bytes[4]\", as: ipv4 }",
        "{ type: \"bytes[6]\", as: mac }",
        "{ type: \"bytes[3]\", none: FFFFFF }"));

    private void WriteStruct() => Field("part", pool.Structs.Count > 0 && random.Next(2) == 0 ? random.Pick(pool.Structs) : random.Pick(pool.FixedStructs));

    private void WriteAligned()
    {
        if (isStruct) Field("n", Scalar());
        else Field("a", $"{{ type: {Integer()}, align: {random.Pick(2, 4, 8)} }}");
    }

    private void WriteEnd()
    {
        switch (random.Next(4))
        {
            case 0:
                Field("rest", random.Pick("string[rest]", "bytes[rest]", "u32[rest]", "Point[rest]", "string[u8][rest]", "{ type: \"string[u8][rest]\", alignEach: 4 }"));
                if (random.Next(2) == 0) Field("n", random.Pick("u8", "u32", "Point"));
                break;
            case 1:
                for (var index = 1 + random.Next(3); index > 0; index--) Field("tail", $"{random.Pick("u8", "u16", "string[u8]", "Point", "u8[u8]", "Kind")} ?");
                break;
        }
    }
}
