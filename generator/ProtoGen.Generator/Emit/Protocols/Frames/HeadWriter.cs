using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>How the values of a layout are said in emitted code that writes: from the header, the key and the size of the body.</summary>
internal sealed class HeadWriter(FramingPlan plan, Frame frame)
{
    private readonly FieldCode _code = new(plan);

    /// <summary>The field whose condition is being said: where that looks at a length, the length is the one without it.</summary>
    private Field? _judged;

    /// <summary>The bytes that a field takes.</summary>
    public string Size(Field field) => field switch
    {
        { Type: BodyType } => "bodySize",
        { Type: VarintType varint } => $"{RuntimeNames.Varint}.GetSize({Varint(field, varint)})",
        { Type: SwitchType choice } => $"({Number((OwnValue)choice.Tag)} switch {{ {HeadReader.Cases(choice)}, _ => 0 }})",
        { Presence: Conditional } when field == _judged => "0",
        { Presence: Conditional } => $"({Has(field)} ? {field.Type.FixedSize} : 0)",
        _ => Literals.Number(FrameSizes.FixedSize(field)!.Value),
    };

    /// <summary>The bytes of some fields.</summary>
    public string Sum(IEnumerable<Field> fields)
    {
        var all = fields.ToList();
        var constant = all.Where(field => FrameSizes.FixedSize(field) is not null).Sum(field => FrameSizes.FixedSize(field)!.Value);
        var varying = all.Where(field => FrameSizes.FixedSize(field) is null).Select(Size).ToList();
        if (constant != 0 || varying.Count == 0) varying.Add(Literals.Number(constant));
        return string.Join(" + ", varying);
    }

    /// <summary>The fields of a range.</summary>
    public IEnumerable<Field> Range(FieldRange range) => frame.Fields.SkipWhile(field => field.Name != range.First)
        .Reverse().SkipWhile(field => field.Name != range.Last).Reverse();

    /// <summary>Whether a conditional field is written.</summary>
    public string Has(Field field) => field.Derivation is null ? $"header.{FieldCode.Property(field)} is not null" : Condition(field);

    /// <summary>The condition that says so on the wire, as far as other values do.</summary>
    public string Condition(Field field)
    {
        var outer = _judged;
        _judged = field;
        var condition = Conditions.Write((Conditional)field.Presence!, Number);
        _judged = outer;
        return condition;
    }

    /// <summary>Whether the values of a condition follow from what is present, so that nothing can contradict it.</summary>
    public bool IsDerived(Conditional condition) => condition.Terms.All(term => term.Value is OwnValue own && DerivationOf(own) is PresenceDerivation);

    /// <summary>The value of a field as its property has it.</summary>
    public string Value(Field field)
    {
        var own = $"header.{FieldCode.Property(field)}";
        var fixedBy = plan.KeysIn(frame).Where(key => key.Header.Any(value => value.Field == field.Name)).GroupBy(key => key.Key).Select(same => same.First()).ToList();
        if (fixedBy.Count == 0) return own;
        var arms = fixedBy.Select(key => $"{key.Key} => {Literal(field, key.Header.First(value => value.Field == field.Name).Value)}");
        return $"({plan.Kind("key")} switch {{ {string.Join(", ", arms)}, _ => {own} }})";
    }

    private string Literal(Field field, FieldValue value)
    {
        var literal = _code.Emitter(field).Literal(value);
        return field.Type is EnumFieldType ? $"unchecked(({_code.CSharpType(field)})({literal}))" : literal;
    }

    /// <summary>The integer of what is set of a bits field: by the user, and in parts by the message.</summary>
    public string Raw(Field field)
    {
        var own = $"header.{FieldCode.Property(field)}.Raw";
        var start = field.Name + ".";
        var rows = plan.KeysIn(frame).Where(key => key.Header.Any(value => value.Field.StartsWith(start, StringComparison.Ordinal))).GroupBy(key => key.Key).Select(same => same.First()).ToList();
        if (rows.Count == 0) return own;

        var arms = rows.Select(row =>
        {
            var (mask, bits) = (0UL, 0UL);
            foreach (var value in row.Header.Where(value => value.Field.StartsWith(start, StringComparison.Ordinal)))
            {
                var part = _code.Part(field, value.Field.Substring(start.Length));
                mask |= part.Mask;
                bits |= KeyEmitter.Number(value.Value).Bits << part.Low;
            }

            var kept = ~mask & (ulong.MaxValue >> (64 - (FieldCode.Integer(field.Type)!.Size * 8)));
            return $"{row.Key} => {own} & {Hex(kept)}{(bits == 0 ? "" : " | " + Hex(bits))}";
        });
        return $"({plan.Kind("key")} switch {{ {string.Join(", ", arms)}, _ => {own} }})";
    }

    internal static string Hex(ulong value) => "0x" + value.ToString("X", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A value as a number.</summary>
    public string Number(OwnValue value)
    {
        var field = frame.Field(value.Field);
        if (value.Path.Count == 1) return DerivationOf(value) is { } derivation ? Derived(value, derivation) : Plain(field);
        if (DerivationOf(value) is { } derived) return Derived(value, derived);
        return FieldCode.Cut(Raw(field), _code.Part(field, value.Path[1]), FieldCode.Integer(field.Type)!);
    }

    /// <summary>The number that a derived value is.</summary>
    public string Derived(OwnValue value, Derivation derivation) => derivation switch
    {
        MessageBytesDerivation => $"header.{FieldCode.Property(frame.Field(value.Field))}",
        IdDerivation id => KeyEmitter.Id(plan, frame, id.Index),
        BytesDerivation counted => VerifyEmitter.Steps(Sum(Range(counted.Range)), counted.Steps),
        SizeDerivation sized => VerifyEmitter.Inverse("bodySize", sized.Uses[0].Steps),
        RepeatDerivation { Source: OwnValue source } repeated => VerifyEmitter.Steps(Number(source), repeated.Steps),
        PresenceDerivation presence => Present(presence.Uses[0]),
        ConstantDerivation { Value: IntegerValue constant } => constant.Value.ToString(),
        WidthDerivation width => Width(frame.Field(width.Switch)),
        PartsDerivation => Bits(frame.Field(value.Field), null),
        _ => throw new NotSupportedException($"{derivation.GetType().Name} of '{value}' in a frame."),
    };

    /// <summary>The integer of a bits field: what the user set, and the derived parts.</summary>
    /// <param name="field">The field.</param>
    /// <param name="set">What the user set; null for nothing.</param>
    public string Bits(Field field, string? set)
    {
        var parts = field.DerivedParts.Select(part =>
        {
            var known = _code.Part(field, part.Part);
            var number = $"(({Wide(field)})({Derived(new(EquatableArray.Of(field.Name, part.Part)), part.Derivation)}) & {FieldCode.Mask(known.Width)})";
            return known.Low == 0 ? number : $"({number} << {known.Low})";
        }).ToList();

        // Named bits show every part, also one that is derived in this layout.
        var shown = field.DerivedParts.Select(part => _code.Part(field, part.Part)).Where(part => part.Property is not null).Aggregate(0UL, (mask, part) => mask | part.Mask);
        if (set is not null) parts.Insert(0, shown == 0 ? $"({Wide(field)}){set}" : $"(({Wide(field)}){set} & ~{Hex(shown)}{(Wide(field) == "ulong" ? "UL" : "u")})");
        return $"unchecked(({IntegerEmitter.CSharp(FieldCode.Integer(field.Type)!)})({string.Join(" | ", parts)}))";
    }

    /// <summary>The value of a varint, in its C# type.</summary>
    public string Varint(Field field, VarintType type)
    {
        var cast = IntegerEmitter.CSharp(type.Value);
        return field.Derivation is null ? $"header.{FieldCode.Property(field)}" : $"unchecked(({cast})({Derived(OwnValue.Of(field.Name), field.Derivation)}))";
    }

    private Derivation? DerivationOf(OwnValue value)
    {
        var field = frame.Field(value.Field);
        return value.Path.Count == 1 ? field.Derivation : field.DerivedParts.FirstOrDefault(part => part.Part == value.Path[1])?.Derivation;
    }

    private string Width(Field field)
    {
        var (choice, number) = ((SwitchType)field.Type, $"(long)({Number(OwnValue.Of(field.Name))})");
        return WidthCode.IsKept(field) ? Widths.Kept(choice, $"header.{WidthCode.Member(field)}", number) : Widths.Narrowest(choice, number);
    }

    private static string Wide(Field field) => FieldCode.Integer(field.Type)!.Size > 4 ? "ulong" : "uint";

    private string Present(PresenceUse use)
    {
        var field = frame.Field(use.Field);
        return $"({Has(field)} ? {(use.WhenSet ? "1 : 0" : "0 : 1")})";
    }

    private string Plain(Field field) => field.Type switch
    {
        EnumFieldType named => $"({IntegerEmitter.CSharp(named.Underlying)}){Value(field)}",
        BoolType => $"({Value(field)} ? 1 : 0)",
        BitsFieldType => Raw(field),
        _ => Value(field),
    };
}
