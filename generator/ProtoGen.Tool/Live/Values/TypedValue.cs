using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Values;

/// <summary>One value that was typed, read as its type says.</summary>
internal sealed class TypedValue(Protocol protocol)
{
    /// <exception cref="UsageException">The value does not fit; says which, why, and what would.</exception>
    public FieldValue Read(FieldType type, YamlNode node, string path, YamlMapping beside, Meaning? meaning = null) => (type, node) switch
    {
        (SwitchType choice, _) => ReadCase(choice, node, path, beside),
        (StructType held, _) => ReadStruct(protocol.Structures.First(known => known.Name == held.Structure), node, path),
        (BitsFieldType bits, YamlMapping parts) => ReadParts(protocol.Bits.First(known => known.Name == bits.Bits), parts, path),
        (ListType list, _) => new ListValue(Items(node, path).Select((item, index) => Read(list.Element, item, Indexed(path, index), beside)).ToEquatableArray()),
        (BitListType, _) => new ListValue(Items(node, path).Select((item, index) => Read(new BoolType(), item, Indexed(path, index), beside)).ToEquatableArray()),
        (_, YamlScalar text) => ReadScalar(type, meaning, text, path),
        _ => throw new UsageException($"'{path}' takes a single value, not {node.Kind}."),
    };

    private FieldValue ReadScalar(FieldType type, Meaning? meaning, YamlScalar text, string path)
    {
        if (meaning is not null && Meant(meaning, text.Text) is { } meant) return meant;
        var problem = "";
        var value = type switch
        {
            EnumFieldType named => ReadEnum(protocol.Enums.First(known => known.Name == named.Enum), named.Underlying, text, out problem),
            CodecType => throw new UsageException($"'{path}' is read and written by code of your own."),
            _ => ValueReader.Read(type, text.Whole, null!, out problem),
        };
        return value ?? throw new UsageException($"'{path}' cannot be '{text.Text}': {problem}.");
    }

    // What is shown of a value may be typed back.
    private static BytesValue? Meant(Meaning meaning, string text) => meaning.Kind switch
    {
        MeaningKind.Ipv4 or MeaningKind.Ipv6 when text.Contains('.') || text.Contains(':') => IPAddress.TryParse(text, out var address) ? Bytes(address.GetAddressBytes()) : null,
        MeaningKind.Mac when text.Contains(':') => PhysicalAddress.TryParse(text, out var address) ? Bytes(address.GetAddressBytes()) : null,
        MeaningKind.Guid when text.Contains('-') => Guid.TryParse(text, out var guid) ? Bytes(guid.ToByteArray(bigEndian: true)) : null,
        _ => null,
    };

    private static BytesValue Bytes(byte[] bytes) => new(bytes.ToEquatableArray());

    private static IntegerValue? ReadEnum(EnumType known, IntegerType underlying, YamlScalar text, out string problem)
    {
        problem = "";
        var names = known.IsFlags ? text.Text.Split('|', StringSplitOptions.TrimEntries) : [text.Text];
        var found = names.Select(name => known.Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (found.TrueForAll(member => member is not null)) return new(found.Count == 1 ? found[0]!.Value : new WireInteger(found.Aggregate(0UL, (all, member) => all | member!.Value.Bits)));
        if (IntegerLiteral.Read(text.Whole, underlying, out problem) is { } number) return new(number);
        problem = $"{known.Name} has {string.Join(", ", known.Members.Select(member => member.Name))}{NameSuggestion.DidYouMean(text.Text, known.Members.Select(member => member.Name)).TrimEnd('?')}";
        return null;
    }

    private StructValue ReadStruct(Structure structure, YamlNode node, string path)
    {
        // A case with a meaning is a struct of one field, which nobody wrote as such.
        if (structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only])
            return new StructValue(EquatableArray.Of(new VectorValue(only.Name, Read(only.Type, node, path, NoMapping, only.Meaning))));
        return node is YamlMapping mapping
            ? new StructValue(new GivenValues(protocol).Read(structure.Fields, structure.SchemaName, mapping, path + ".").ToEquatableArray())
            : throw new UsageException($"'{path}' is a struct; write {path}={{ {string.Join(", ", structure.Fields.Where(field => field.Property is not null).Select(field => field.Name + ": …"))} }}.");
    }

    private StructValue ReadParts(BitsType bits, YamlMapping parts, string path) => new(parts.Entries.Select(entry =>
    {
        var name = entry.Key.Text;
        var part = bits.Parts.FirstOrDefault(known => known.Name == name) ?? throw new UsageException(
            $"'{path}' has no part '{name}'{NameSuggestion.DidYouMean(name, bits.Parts.Select(known => known.Name)).TrimEnd('?')}. It has: {string.Join(", ", bits.Parts.Select(known => known.Name))}.");
        return new VectorValue(name, Read(TypeOf(part), entry.Value, $"{path}.{name}", parts));
    }).ToEquatableArray());

    private FieldType TypeOf(BitsPart part) => part switch
    {
        { Enum: { } named } => new EnumFieldType(named, protocol.Enums.First(known => known.Name == named).Underlying),
        { IsBool: true } => new BoolType(),
        _ => new IntegerType((part.Width + 7) / 8, false, ByteOrder.Big),
    };

    /// <summary>The case is named, <c>{ Text: hello }</c>, or follows from the tag beside it, or is the only one that the value fits.</summary>
    private FieldValue ReadCase(SwitchType choice, YamlNode node, string path, YamlMapping beside)
    {
        if (node is YamlMapping { Entries: [var only] } && choice.AllCases.FirstOrDefault(known => known.Name == only.Key.Text) is { } named)
            return ReadHeld(named, choice, only.Value, path, beside);
        if (TagBeside(choice, beside) is { } tag && choice.Of(tag) is { } said) return ReadHeld(said, choice, node, path, beside);

        var fitting = choice.AllCases.Select(known => TryHeld(known, choice, node, path, beside)).OfType<FieldValue>().Distinct().ToList();
        return fitting.Count == 1 ? fitting[0] : throw new UsageException(
            $"'{path}' is one of several; say which: {string.Join(", ", choice.AllCases.Select(known => $"{path}={{ {known.Name}: … }}"))}.");
    }

    private FieldValue? TryHeld(SwitchCase known, SwitchType choice, YamlNode node, string path, YamlMapping beside)
    {
        try
        {
            return ReadHeld(known, choice, node, path, beside);
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private FieldValue ReadHeld(SwitchCase known, SwitchType choice, YamlNode node, string path, YamlMapping beside)
    {
        var isNothing = node is YamlScalar { IsEmpty: true } or YamlMapping { Entries.Count: 0 };
        if (known.Type is null && !isNothing) throw new UsageException($"'{path}' holds nothing where it is {known.Name}; write {path}={{ {known.Name}: }}.");
        var held = known.Type is { } type ? Read(type, node, path, beside) : null;
        return choice.Choice is null ? held ?? new AbsentValue() : new CaseValue(known.Name, held);
    }

    private static long? TagBeside(SwitchType choice, YamlMapping beside) =>
        choice.Tag is OwnValue { Path.Count: 1 } own && beside.Entries.FirstOrDefault(entry => entry.Key.Text == own.Field)?.Value is YamlScalar text
        && long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tag) ? tag : null;

    private static YamlMapping NoMapping { get; } = new([], default, 1);

    private static IReadOnlyList<YamlNode> Items(YamlNode node, string path) => node switch
    {
        YamlSequence list => list.Items,
        YamlScalar { IsEmpty: true } => [],
        _ => throw new UsageException($"'{path}' is a list; write {path}=[…, …]."),
    };

    private static string Indexed(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
