using System.Globalization;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>A field being emitted, or something in it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Structure">The structure it stands in.</param>
/// <param name="Path">What filters call it, without the protocol.</param>
/// <param name="Target">The Lua place that takes the value; null where nobody asks.</param>
/// <param name="Shows">Whether it is shown, rather than only stepped over.</param>
internal sealed record EmittedPlace(Field Field, Structure Structure, string Path, string? Target, bool Shows)
{
    public string Name => Field.Name;
}

/// <summary>One line of Lua a type, which reads and shows a value.</summary>
internal sealed class TypeEmitter(Protocol protocol, DissectorFields fields, DissectorLimits limits, LuaSource source, Values values)
{
    public void Emit(FieldType? type, EmittedPlace at)
    {
        if (type?.SizeRule() is PrefixedSize { None: { } none, Prefix: var prefix })
        {
            source.Open($"if not null(r, {Shown(at, () => fields.Plain(at.Path + ".null", at.Name, "none"))}, {prefix.Size}, {Little(prefix)}, {none.Bits & (ulong.MaxValue >> (64 - (8 * prefix.Size)))}) then");
            EmitPresent(type, at);
            source.Close();
            return;
        }

        EmitPresent(type, at);
    }

    private void EmitPresent(FieldType? type, EmittedPlace at)
    {
        switch (type)
        {
            case null: break;
            case IntegerType integer: Read(at, Integer(integer, null, at)); break;
            case EnumFieldType named: Read(at, Integer(named.Underlying, named.Enum, at)); break;
            case VarintType varint: Read(at, $"varint(r, {Shown(at, () => fields.Integer(at.Path, at.Name, varint.Value))}, from(r), {varint.Bits}, {Coding(varint)}, {LuaSource.Bool(at.Field.KeepsSpelling)})"); break;
            case FloatType number: Read(at, $"float(r, {Shown(at, () => fields.Plain(at.Path, at.Name, number.Size == 8 ? "double" : "float"))}, from(r), {number.Size}, {LuaSource.Bool(number.Order == ByteOrder.Little)})"); break;
            case BoolType: Read(at, $"boolean(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "bool"))}, from(r), {LuaSource.Bool(at.Field.KeepsSpelling)})"); break;
            case CharType: Read(at, $"character(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "string"))}, from(r))"); break;
            case TextType text: Read(at, Text(text, at)); break;
            case BytesType bytes: Read(at, $"octets(r, {Shown(at, () => fields.Plain(at.Path, at.Name, BytesKind(at.Field)))}, {Size(bytes.Size, at)}{Skip(bytes.Size)})"); break;
            case BcdType digits: Read(at, $"digits(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "string"))}, from(r), {Size(digits.Size, at)}, {LuaSource.Bool(digits.IsFilled)}{Skip(digits.Size)})"); break;
            case BitListType packed: Read(at, $"packed(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "string"))}, from(r), {Size(packed.Size, at)})"); break;
            case BitsFieldType cut: Read(at, Parts(cut, at)); break;
            case StructType held: Read(at, $"struct(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "none"))}, from(r), S[{LuaSource.Quote(held.Structure)}], {{ {string.Join(", ", held.Arguments.Select(argument => values.Of(argument, at.Structure)))} }})"); break;
            case ListType list: EmitList(list, at); break;
            case SwitchType choice: EmitSwitch(choice, at); break;
            case CodecType codec:
                limits.Bytes($"{at.Path}: only {codec.Codec} reads it");
                Read(at, $"octets(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "bytes"))}, r.stop - r.at)");
                break;
            default: throw new NotSupportedException(type.GetType().Name);
        }
    }

    private void EmitList(ListType list, EmittedPlace at)
    {
        var (way, size) = list switch
        {
            { Size: TerminatedSize { Terminator: var mark } } => ("until", LuaSource.Quote(Convert.ToHexString([.. mark]))),
            { InBytes: true } or { Size: RestSize } => ("bytes", Size(list.Size, at)),
            _ => ("count", Size(list.Size, at)),
        };
        source.Open($"{(at.Target is null ? "" : at.Target + " = ")}list(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "none"))}, from(r), \"{way}\", {size}, {list.ElementAlign}, function(r)");
        Emit(list.Element, at with { Path = at.Path + ".item", Target = null });
        source.Close("end)");
    }

    private void EmitSwitch(SwitchType choice, EmittedPlace at)
    {
        source.Open("do");
        source.Line($"local tag = {values.Of(choice.Tag, at.Structure)}");
        var isFirst = true;
        foreach (var each in choice.Cases)
        {
            var condition = $"{string.Join(" or ", each.Keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"tag == {key}")))} then";
            if (isFirst) source.Open("if " + condition);
            else source.Else("elseif " + condition);
            isFirst = false;
            Emit(each.Type, at with { Path = $"{at.Path}.{each.Name}" });
        }

        if (!isFirst) source.Else("else");
        if (choice.Else is { } other) Emit(other.Type, at with { Path = $"{at.Path}.{other.Name}" });
        else source.Line("fail(r, \"has no case for \" .. tag)");
        if (!isFirst) source.Close();
        source.Close();
    }

    private void Read(EmittedPlace at, string expression) => source.Line(at.Target is null ? expression : $"{at.Target} = {expression}");

    private string Integer(IntegerType type, string? named, EmittedPlace at) =>
        $"{(type.Signed ? "signed" : "unsigned")}(r, {Shown(at, () => fields.Integer(at.Path, at.Name, type, named is null ? null : $"names[{LuaSource.Quote(named)}]", isHex: named is not null && IsFlags(named)))}, from(r), {type.Size}, {Little(type)})";

    private bool IsFlags(string named) => protocol.Enums.FirstOrDefault(known => known.Name == named) is { IsFlags: true };

    private string Text(TextType text, EmittedPlace at)
    {
        var (encoding, unit) = DissectorText.Encoding(text.Encoding);
        var pad = text.Size is FixedSize ? LuaSource.Quote(DissectorText.Pad(text)) : "nil";
        return $"text(r, {Shown(at, () => fields.Plain(at.Path, at.Name, "string"))}, from(r), {Size(text.Size, at, unit)}, \"{encoding}\", {pad}, {LuaSource.Bool(text.PadLeft)}, {unit}{Skip(text.Size)})";
    }

    private string Parts(BitsFieldType type, EmittedPlace at)
    {
        var bits = protocol.Bits.First(known => known.Name == type.Bits);
        var shown = new List<string>();
        var whole = Shown(at, () => fields.Integer(at.Path, at.Name, type.Underlying, isHex: true));
        if (type.Underlying.Size is 1 or 2 or 3 or 4 or 8)
        {
            foreach (var part in bits.Parts.Where(_ => at.Shows))
            {
                var mask = $"0x{part.Mask:x}";
                var names = part.Enum is { } named ? $"names[{LuaSource.Quote(named)}]" : null;
                if (type.Underlying.Size == 8)
                {
                    // A mask of 64 bits cannot be given: the value is.
                    shown.Add($"{{ {fields.Integer($"{at.Path}.{part.Name}", part.Name, type.Underlying, names)}, {part.Low}, {part.Width} }}");
                    continue;
                }

                shown.Add(part.IsBool && type.Underlying.Size <= 4
                    ? fields.Bit($"{at.Path}.{part.Name}", part.Name, type.Underlying.Size * 8, mask)
                    : fields.Integer($"{at.Path}.{part.Name}", part.Name, type.Underlying, names, mask));
            }
        }
        else
        {
            limits.Bytes($"{at.Path}: the parts of {type.Underlying.Size * 8} bits, which masks cannot have");
        }

        return $"parts(r, {whole}, from(r), {type.Underlying.Size}, {Little(type.Underlying)}, {{ {string.Join(", ", shown)} }})";
    }

    /// <summary>A size in bytes or elements; what announces it is stepped over.</summary>
    public string Size(SizeRule rule, EmittedPlace at, int unit = 1) => rule switch
    {
        FixedSize known => known.Count.ToString(CultureInfo.InvariantCulture),
        PrefixedSize { Prefix: var prefix } => $"prefix(r, {prefix.Size}, {Little(prefix)})",
        VarintPrefixedSize { Prefix: var prefix } => $"varint(r, nil, r.at, {prefix.Bits}, {Coding(prefix)}, {LuaSource.Bool(at.Field.KeepsSpelling)})",
        ReferencedSize said => $"said(r, {Values.Apply(said.Steps, values.Of(said.Source, at.Structure))}, {LuaSource.Quote(said.Source is OuterValue outer ? at.Structure.Parameters.ElementAtOrDefault(outer.Index)?.Name ?? "a value outside" : said.Source.ToString()!)})",
        RestSize => "r.stop - r.at",
        TerminatedSize { Terminator: var mark } => $"mark(r, {LuaSource.Quote(Convert.ToHexString([.. mark]))}, {unit})",
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    private static string Skip(SizeRule rule) => rule is TerminatedSize { Terminator: var mark } ? $", {mark.Count}" : "";

    private static string Shown(EmittedPlace at, Func<string> define) => at.Shows ? define() : "nil";

    private static string BytesKind(Field field) => field.Meaning?.Kind switch
    {
        MeaningKind.Ipv4 => "ipv4",
        MeaningKind.Ipv6 => "ipv6",
        MeaningKind.Mac => "ether",
        MeaningKind.Guid => "guid",
        _ => "bytes",
    };

    private static string Coding(VarintType type) => type.Coding switch { VarintCoding.ZigZag => "\"zigzag\"", VarintCoding.TwosComplement => "\"signed\"", _ => "\"unsigned\"" };

    private static string Little(IntegerType type) => LuaSource.Bool(type.Order == ByteOrder.Little && type.Size > 1);
}
