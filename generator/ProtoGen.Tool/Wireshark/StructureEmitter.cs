using System.Globalization;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>The fields of a structure, one after another, then what can only be judged once all are read.</summary>
internal sealed class StructureEmitter(Protocol protocol, DissectorFields fields, DissectorLimits limits, LuaSource source)
{
    private readonly Values _values = new(protocol);

    /// <summary>A function that reads a structure.</summary>
    public void Emit(Structure structure, string path)
    {
        source.Line();
        source.Open($"S[{LuaSource.Quote(structure.Name)}] = function(r, o)");
        EmitFields(structure, path);
        source.Line("return v");
        source.Close();
    }

    private void EmitFields(Structure structure, string path)
    {
        source.Line("local v, p, shown, start = {}, {}, {}, r.at");
        foreach (var part in structure.Layout.Parts)
        {
            foreach (var field in part.Fields) EmitField(field, structure, path, part is VariablePart { Reserved: var reserved } ? reserved : 0, shows: true);
        }

        if (structure.PadTo > 1) source.Line($"fill(r, start, {structure.PadTo}, {LuaSource.Bool(structure.KeepsPadding)})");
        EmitVerification(structure, path);
    }

    /// <summary>One field with all that stands on it.</summary>
    public void EmitField(Field field, Structure structure, string path, int reserved, bool shows)
    {
        var name = LuaSource.Quote(field.Name);
        source.Line($"r.name, p[{name}] = {name}, {{ r.at, r.at }}");
        if (field.Presence is { } presence) source.Open(presence is Conditional condition ? $"if {_values.Condition(condition.Terms, structure)} then" : "if r.stop > r.at then");
        if (field.Align > 1)
        {
            source.Line($"align(r, {field.Align})");
            source.Line($"p[{name}][1] = r.at");
        }

        var types = new TypeEmitter(protocol, fields, limits, source, _values);
        var at = new EmittedPlace(field, structure, $"{path}{(path.Length > 0 ? "." : "")}{field.Name}", $"v[{name}]", shows);
        var isScoped = reserved > 0 || field.Bound is not null;
        if (isScoped) source.Open("do");
        if (reserved > 0)
        {
            source.Line("local whole = r.stop");
            source.Line($"r.stop = math.max(r.at, whole - {reserved})");
        }

        if (field.Bound is { } bound)
        {
            source.Line("local begin = r.at");
            source.Line($"local stop = enter(r, begin, {types.Size(bound.Size, at)})");
        }

        types.Emit(field.Type, at);
        if (field.Bound is { } left) source.Line($"leave(r, begin, stop, \"{left.Trailing.ToString().ToLowerInvariant()}\")");
        if (reserved > 0) source.Line("r.stop = whole");
        if (isScoped) source.Close();
        source.Line($"p[{name}][2], shown[{name}] = r.at, r.item");
        if (shows) EmitMeaning(field, at);
        if (field.Presence is not null) source.Close();
    }

    private void EmitMeaning(Field field, EmittedPlace at)
    {
        var value = at.Target!;
        if (field is { Constant: { } constant, Verify: true })
        {
            if (Values.Constant(constant, field.Type) is { } legal) source.Line($"constant(r, {value}, {legal})");
            else limits.Unverified($"{at.Path}, a constant");
        }

        if (field.Type is EnumFieldType { IsClosed: true } named && protocol.Enums.FirstOrDefault(known => known.Name == named.Enum) is { IsFlags: false }) source.Line($"known(r, {value}, names[{LuaSource.Quote(named.Enum)}])");
        if (field.Meaning is not { } meaning) return;
        var none = meaning.None is { } nothing ? Values.Constant(nothing, field.Type) : null;
        if (none is not null)
        {
            source.Line($"if {value} == {none} then note(r, \" (null)\") end");
            source.Open($"if {value} ~= {none} then");
        }

        EmitPresentMeaning(field, meaning, at, value);
        if (none is not null) source.Close();
    }

    private void EmitPresentMeaning(Field field, Meaning meaning, EmittedPlace at, string value)
    {
        var isNumber = field.Type is IntegerType or VarintType or FloatType or EnumFieldType;
        if (isNumber && (meaning.Min ?? meaning.Max) is not null) source.Line($"limits(r, {value}, {meaning.Min?.ToString() ?? "nil"}, {meaning.Max?.ToString() ?? "nil"})");
        var unit = meaning.Unit is { } text ? " " + text : "";
        if (meaning.IsScaled && isNumber)
            source.Line(string.Create(CultureInfo.InvariantCulture, $"scaled(r, {fields.Plain(at.Path + ".scaled", at.Name + ", scaled", "double")}, {value}, {meaning.Scale.Numerator} / {meaning.Scale.Denominator}, {meaning.Offset.Numerator} / {meaning.Offset.Denominator}, {LuaSource.Quote(unit.Replace("%", "%%", StringComparison.Ordinal))})"));
        else if (unit.Length > 0) source.Line($"note(r, {LuaSource.Quote(unit)})");
        switch (meaning.Kind)
        {
            case MeaningKind.UnixSeconds: source.Line($"moment(r, {value})"); break;
            case MeaningKind.UnixMilliseconds: source.Line($"moment(r, floor({value} / 1000))"); break;
            case MeaningKind.BcdDateTime: source.Line(field.Type.FixedSize == 6 ? $"date(r, \"20\" .. {value})" : $"date(r, {value})"); break;
            case MeaningKind.BinaryDateTime: source.Line($"date(r, \"20\" .. decimals({value}))"); break;
        }
    }

    /// <summary>Judges what follows from other fields.</summary>
    public void EmitVerification(Structure structure, string path)
    {
        foreach (var length in structure.Lengths) limits.Unverified($"{length.Name} of the frame, which counts fields of {structure.SchemaName}");
        foreach (var field in structure.Fields)
        {
            var name = LuaSource.Quote(field.Name);
            if (field is { Verify: true, Derivation: { } derivation } && Expected(derivation, structure) is { } expected)
            {
                if (expected.Length == 0) limits.Unverified($"{path}.{field.Name}");
                else source.Line($"if v[{name}] then verify(r, shown[{name}], {Found(field, derivation, $"v[{name}]")}, {expected}) end");
            }

            foreach (var part in field.DerivedParts.Where(part => part.Verify))
            {
                var bits = _values.PartOf((BitsFieldType)field.Type, part.Part);
                var wanted = part.Derivation is ConstantDerivation constant ? FrameFields.Number(constant.Value).ToString() : Expected(part.Derivation, structure);
                if (wanted is { Length: > 0 }) source.Line($"if v[{name}] then verify(r, nil, part(v[{name}], {bits.Low}, {bits.Width}), {wanted}) end");
            }
        }
    }

    // A check is stored as the pattern of its bits, whatever the sign.
    private static string Found(Field field, Derivation derivation, string value) =>
        derivation is CheckDerivation && field.Type is IntegerType { Signed: true } signed ? $"{value} % 2 ^ {signed.Size * 8}" : value;

    /// <summary>What a value has to be; null where nothing here says it, empty where Lua does not compute it.</summary>
    private string? Expected(Derivation derivation, Structure structure) => derivation switch
    {
        BytesDerivation bytes => Values.Apply(bytes.Steps, $"(p[{LuaSource.Quote(bytes.Range.Last)}][2] - p[{LuaSource.Quote(bytes.Range.First)}][1])"),
        ElementsDerivation elements => Values.Apply(elements.Steps, $"(v[{LuaSource.Quote(elements.List)}] or 0)"),
        PresentDerivation present => Values.Apply(present.Steps, "(" + string.Join(" + ", Range(present.Range, structure).Select(Count)) + ")"),
        RepeatDerivation { Source: OwnValue { Path.Count: 1 } own, Steps.Count: 0 } => $"v[{LuaSource.Quote(own.Field)}]",
        RepeatDerivation repeat => Values.Apply(repeat.Steps, _values.Of(repeat.Source, structure)),
        CheckDerivation check => Check(check),
        _ => null,
    };

    private static string Count(Field field) => field.Type is ListType or BitListType ? $"(v[{LuaSource.Quote(field.Name)}] or 0)" : $"(v[{LuaSource.Quote(field.Name)}] ~= nil and 1 or 0)";

    private static IEnumerable<Field> Range(FieldRange range, Structure structure)
    {
        var all = structure.Fields.ToList();
        var first = all.FindIndex(field => field.Name == range.First);
        return all.Skip(first).Take(all.FindIndex(field => field.Name == range.Last) - first + 1);
    }

    private static string Check(CheckDerivation check)
    {
        var bytes = $"r.tvb, p[{LuaSource.Quote(check.Range.First)}][1], p[{LuaSource.Quote(check.Range.Last)}][2], {(check.HasExtra ? "r.extra or \"\"" : "\"\"")}";
        return check.Checksum switch
        {
            CrcChecksum { Algorithm: { Width: <= 32 } crc } => $"checks.crc({bytes}, {crc.Width}, 0x{crc.Polynomial:x}, 0x{crc.Initial:x}, {LuaSource.Bool(crc.ReflectInput)}, {LuaSource.Bool(crc.ReflectOutput)}, 0x{crc.XorOutput:x})",
            SumChecksum sum => $"checks.sum({bytes}, {sum.Bits}, {LuaSource.Bool(sum.Negated)})",
            XorChecksum => $"checks.xor({bytes})",
            FletcherChecksum => $"checks.pair({bytes}, 0, 255, 8)",
            AdlerChecksum => $"checks.pair({bytes}, 1, 65521, 16)",
            _ => "",
        };
    }
}
