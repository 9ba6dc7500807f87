using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Values;

/// <summary>Makes values for a structure that can be written: what a user would set, consistent with every size, tag and condition.</summary>
internal sealed class RandomValues(Protocol protocol, Random random)
{
    private const int DeepestRecursion = 2;

    /// <summary>The values of a message.</summary>
    /// <param name="structure">Its body.</param>
    /// <param name="outer">What it takes from its frame.</param>
    public IReadOnlyList<VectorValue> Of(Structure structure, params IReadOnlyList<long> outer) => Fill(structure, outer, depth: 0);

    private List<VectorValue> Fill(Structure structure, IReadOnlyList<long> outer, int depth)
    {
        var known = new KnownNumbers(outer);
        var values = new List<VectorValue>();
        var isTailOver = false;
        foreach (var field in structure.Fields)
        {
            Plan(field, structure, known);
            if (!IsPresent(field, known, ref isTailOver)) continue;
            if (field.Derivation is TagDerivation) values.Add(new(field.Name, TagValue(field.Type, known.Of(OwnValue.Of(field.Name)))));
            if (field.Derivation is not null) continue;

            var value = TagOf(field, structure) ?? Mean(field, known, depth);
            values.Add(new(field.Name, value));
            known.Take(field, value, protocol);
        }

        return values;
    }

    /// <summary>A derived number is chosen first; what it says about other fields is then made so.</summary>
    private void Plan(Field field, Structure structure, KnownNumbers known)
    {
        if (field.Derivation is { } derivation) known.Set(field.Name, Choose(derivation, structure, field.Type));
        foreach (var part in field.DerivedParts) known.Set($"{field.Name}.{part.Part}", Choose(part.Derivation, structure, field.Type));
    }

    private long Choose(Derivation derivation, Structure structure, FieldType type)
    {
        switch (derivation)
        {
            case ConstantDerivation { Value: IntegerValue number }:
                return (long)number.Value.Bits;
            case SizeDerivation sizes:
                var fitting = Enumerable.Range(0, 20).Where(number => sizes.Uses.SelectMany(use => Steps(use, structure)).All(steps => steps.Apply(number) is >= 0 and <= 6)).ToArray();
                return fitting[random.Next(fitting.Length)];
            case PresenceDerivation:
                return random.Next(2);
            case TagDerivation tags:
                var choice = (SwitchType)structure.Fields.First(field => field.Name == tags.Switches[0]).Type;
                var keys = choice.Cases.SelectMany(one => one.Keys).ToList();
                return choice.Else is not null && type is not EnumFieldType { IsClosed: true } && random.Next(3) == 0 ? 9 : keys[random.Next(keys.Count)];
            default:
                return 0;
        }
    }

    private static IEnumerable<EquatableArray<ArithmeticStep>> Steps(SizeUse use, Structure structure) => use.InCases
        ? ((SwitchType)structure.Fields.First(field => field.Name == use.Field).Type).AllCases.Select(known => known.Type).OfType<FieldType>().Select(StepsOf)
        : [use.Steps];

    private static EquatableArray<ArithmeticStep> StepsOf(FieldType held) => ((ReferencedSize)(held switch
    {
        TextType text => text.Size,
        BytesType bytes => bytes.Size,
        BcdType digits => digits.Size,
        BitListType bits => bits.Size,
        ListType list => list.Size,
        _ => throw new NotSupportedException(held.GetType().Name),
    })).Steps;

    /// <summary>A tag that is the user's must be one of its switch's.</summary>
    private FieldValue? TagOf(Field field, Structure structure)
    {
        var choice = structure.Fields.Select(other => other.Type).OfType<SwitchType>().FirstOrDefault(other => other.Tag.Equals(OwnValue.Of(field.Name)));
        if (choice is null) return null;
        var keys = choice.Cases.SelectMany(one => one.Keys).ToList();
        return TagValue(field.Type, keys[random.Next(keys.Count)]);
    }

    /// <summary>Several tags may mean one case, so the tag says which of them is meant.</summary>
    private static FieldValue TagValue(FieldType type, long tag) => type is CharType ? new TextValue(((char)tag).ToString()) : new IntegerValue(new(tag));

    private bool IsPresent(Field field, KnownNumbers known, ref bool isTailOver)
    {
        if (field.Presence is Conditional condition) return condition.Terms.All(term => term.Holds(known.Of(term.Value)));
        if (field.Presence is not OptionalTail) return true;
        isTailOver |= random.Next(3) == 0;
        return !isTailOver;
    }

    private FieldValue Mean(Field field, KnownNumbers known, int depth)
    {
        var hasNone = field.Meaning?.None is not null
            || field.Type is BytesType { Size: PrefixedSize { None: not null } } or TextType { Size: PrefixedSize { None: not null } } or ListType { Size: PrefixedSize { None: not null } };
        if (hasNone && random.Next(4) == 0) return new AbsentValue();
        if (field.Meaning is { Min: IntegerValue low, Max: IntegerValue high })
            return new IntegerValue(new(random.NextInt64((long)low.Value.Bits, (long)high.Value.Bits + 1)));
        while (true)
        {
            var value = Make(field.Type, known, depth, field);
            if (field.Meaning?.None is null || !value.Equals(field.Meaning.None)) return value;
        }
    }

    private FieldValue Make(FieldType type, KnownNumbers known, int depth, Field? field = null) => type switch
    {
        BoolType => new BoolValue(random.Next(2) == 0),
        CharType => new TextValue(((char)random.Next(256)).ToString()),
        EnumFieldType named => MakeEnum(named),
        IntegerType or VarintType or FloatType => RandomNumbers.Of(type, random),
        TextType text => new TextValue(RandomText.Of(text, Size(text.Size, known), random)),
        BytesType bytes => new BytesValue(MakeBytes(Size(bytes.Size, known), bytes.Size).ToEquatableArray()),
        BcdType digits => new TextValue(RandomText.Digits(2 * Size(digits.Size, known), random)),
        BitListType bits => new ListValue(Repeat(Size(bits.Size, known), () => new BoolValue(random.Next(2) == 0))),
        ListType list => MakeList(list, known, depth),
        StructType structure => MakeStruct(structure, known, depth),
        BitsFieldType bits => MakeBits(bits, field),
        SwitchType choice => MakeCase(choice, known, depth),
        _ => throw new NotSupportedException(type.GetType().Name),
    };

    private int Size(SizeRule rule, KnownNumbers known) => rule switch
    {
        FixedSize exact => exact.Count,
        ReferencedSize said => (int)said.Steps.Apply(known.Of(said.Source))!.Value,
        _ => random.Next(6),
    };

    /// <summary>0xFF ends some fields, so that it occurs only where it cannot.</summary>
    private byte[] MakeBytes(int size, SizeRule rule) =>
        Enumerable.Range(0, size).Select(_ => (byte)random.Next(rule is TerminatedSize ? 255 : 256)).ToArray();

    private IntegerValue MakeEnum(EnumFieldType named)
    {
        var members = protocol.Enums.First(known => known.Name == named.Enum).Members;
        return named.IsClosed || random.Next(2) == 0
            ? new(members[random.Next(members.Count)].Value)
            : (IntegerValue)RandomNumbers.Of(named.Underlying, random);
    }

    private ListValue MakeList(ListType list, KnownNumbers known, int depth)
    {
        var count = Size(list.Size, known);
        if (list is { InBytes: true, Size: FixedSize }) count /= list.Element.FixedSize ?? 1;
        if (list is { Element: StructType { IsRecursive: true }, Size: not (ReferencedSize or FixedSize) } && depth >= DeepestRecursion) count = 0;
        return new(Repeat(count, () => Make(list.Element, known, depth)));
    }

    private static EquatableArray<FieldValue> Repeat(int count, Func<FieldValue> make) => Enumerable.Range(0, count).Select(_ => make()).ToEquatableArray();

    private StructValue MakeStruct(StructType type, KnownNumbers known, int depth)
    {
        var structure = protocol.Structures.First(candidate => candidate.Name == type.Structure);
        return new(Fill(structure, [.. type.Arguments.Select(known.Of)], depth + 1).ToEquatableArray());
    }

    private StructValue MakeBits(BitsFieldType type, Field? field)
    {
        var bits = protocol.Bits.First(candidate => candidate.Name == type.Bits);
        var derived = field is null ? [] : field.DerivedParts.Select(part => part.Part).ToHashSet();
        return new(bits.Parts.Where(part => !derived.Contains(part.Name)).Select(part => new VectorValue(part.Name, MakePart(part))).ToEquatableArray());
    }

    private FieldValue MakePart(BitsPart part)
    {
        if (part.IsBool) return new BoolValue(random.Next(2) == 0);
        if (part.Enum is { } named && protocol.Enums.First(known => known.Name == named) is { } known)
            return new IntegerValue(known.Members[random.Next(known.Members.Count)].Value);
        return new IntegerValue(new((ulong)random.NextInt64(1L << part.Width)));
    }

    private FieldValue MakeCase(SwitchType choice, KnownNumbers known, int depth)
    {
        var tag = known.Of(choice.Tag);
        var held = choice.Of(tag) ?? throw new InvalidOperationException($"no case {tag}");
        var value = held.Type is null ? null : Make(held.Type, known, depth);
        return choice.Choice is null ? value! : new CaseValue(held.Name, value);
    }
}
