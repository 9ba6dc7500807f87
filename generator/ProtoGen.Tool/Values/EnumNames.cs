using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Values;

/// <summary>Values of enums as the schema calls them, flags joined by <c>|</c>.</summary>
internal sealed class EnumNames(Protocol protocol)
{
    /// <summary>The enum of a C# name.</summary>
    public EnumType Find(string name) => protocol.Enums.First(known => known.Name == name);

    /// <summary>The member of a value; null for a value without a name.</summary>
    public string? MemberOf(string name, FieldValue value) =>
        value is IntegerValue number ? Find(name).Members.FirstOrDefault(member => member.Value.Equals(number.Value))?.SchemaName : null;

    /// <summary>The member of a value, or the flags that are set and, in hexadecimal, bits that belong to none; null for a value without a name.</summary>
    public string? Of(string name, FieldValue value, string separator)
    {
        if (MemberOf(name, value) is { } member) return member;
        if (value is not IntegerValue { Value.Bits: var bits } || Find(name) is not { IsFlags: true } type) return null;
        var set = type.Members.Where(known => known.Value.Bits != 0 && (bits & known.Value.Bits) == known.Value.Bits).ToList();
        var rest = bits & ~set.Aggregate(0UL, (all, known) => all | known.Value.Bits);
        return set.Count == 0 ? null : string.Join(separator, set.Select(known => known.SchemaName).Concat(rest == 0 ? [] : [$"0x{rest:x}"]));
    }

    /// <summary>What was typed: a member by its name in the schema or in C#, whatever its capitals, a number, or several of them where they are flags.</summary>
    public IntegerValue? Read(EnumFieldType type, YamlScalar text, out string problem)
    {
        problem = "";
        var known = Find(type.Enum);
        var names = known.IsFlags ? text.Text.Split('|', StringSplitOptions.TrimEntries) : [text.Text];
        if (names is [var only]) return Member(known, only) ?? Number(text, known, type.Underlying, out problem);
        var all = 0UL;
        foreach (var name in names)
        {
            if ((Member(known, name) ?? Number(new(name, isPlain: true, text.Span, null), known, type.Underlying, out problem)) is not { } flag) return null;
            all |= flag.Value.Bits;
        }

        return new(new WireInteger(all));
    }

    private static IntegerValue? Member(EnumType known, string name) =>
        (known.Members.FirstOrDefault(member => member.SchemaName == name) ?? known.Members.FirstOrDefault(member => member.Name == name)
            ?? known.Members.FirstOrDefault(member => Same(member.SchemaName, name) || Same(member.Name, name))) is { } found ? new(found.Value) : null;

    private static bool Same(string known, string name) => string.Equals(known, name, StringComparison.OrdinalIgnoreCase);

    private static IntegerValue? Number(YamlScalar text, EnumType known, IntegerType underlying, out string problem)
    {
        if (IntegerLiteral.Read(text.Whole, underlying, out problem) is { } number) return new(number);
        var isNumber = text.Text is ['-' or (>= '0' and <= '9'), ..];
        if (!isNumber) problem = NoSuch.Text(known.Name, "member", text.Text, [.. known.Members.Select(member => member.SchemaName)]);
        return null;
    }
}
