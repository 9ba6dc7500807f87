using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Writing;

/// <summary>Values in the syntax of vectors, read by the types of a structure.</summary>
internal sealed class ValueNodes(Protocol protocol, BindingScope scope)
{
    private readonly Stack<(Structure Structure, List<VectorValue> Values)> _around = new();

    /// <summary>The fields of a structure.</summary>
    /// <exception cref="UsageException">A name or a value is wrong.</exception>
    public List<VectorValue> Read(Structure structure, YamlMapping given, string path)
    {
        foreach (var name in given.Entries.Select(entry => entry.Key.Text))
        {
            if (structure.Fields.Any(field => field.Name == name && field.Type is not BodyType)) continue;
            var names = structure.Fields.Where(field => field.Type is not BodyType).Select(field => field.Name).ToList();
            var hint = NameSuggestion.DidYouMean(name, names);
            throw new UsageException($"{structure.SchemaName} has no field '{path}{name}'{(hint.Length > 0 ? hint : names.Count > 0 ? $"; it has {string.Join(", ", names)}" : "; it has none")}");
        }

        // In the order of the wire: what tells the case of a switch stands before it.
        var values = new List<VectorValue>();
        _around.Push((structure, values));
        foreach (var field in structure.Fields)
        {
            if (given.Entries.FirstOrDefault(entry => entry.Key.Text == field.Name) is { } entry)
                values.Add(new(field.Name, Read(field.Type, entry.Value, path + field.Name, values)));
        }

        _around.Pop();
        return values;
    }

    /// <summary>The number that tells a case, where it was given before; null where it was not.</summary>
    private long? TagOf(ValueReference tag)
    {
        var path = tag is OwnValue own ? own.Path : _around.Peek().Structure.Parameters.ElementAtOrDefault(((OuterValue)tag).Index)?.Name.Split('.').ToEquatableArray();
        if (path is not { Count: > 0 } names) return null;
        foreach (var (_, values) in tag is OwnValue ? _around.Take(1) : _around.Skip(1))
        {
            if (values.Exists(value => value.Field == names[0] && value.Value is not AbsentValue)) return (long)FrameFields.Number(values, new(names)).Bits;
        }

        return null;
    }

    /// <summary>The id of a message that stands for unknown ones: a value, or a list where it has several parts.</summary>
    public IReadOnlyList<WireInteger> ReadId(Message message, YamlNode node)
    {
        IReadOnlyList<YamlNode> items = node is YamlSequence list ? list.Items : [node];
        if (items.Count != message.UnknownId.Count) throw Refuse("id", $"has {message.UnknownId.Count} parts: write it as [a, b]");
        return [.. items.Select((item, index) => FrameFields.Number(Read(message.UnknownId[index].Type, item, "id", [])))];
    }

    private FieldValue Read(FieldType? type, YamlNode node, string path, IReadOnlyList<VectorValue> before)
    {
        if (type is SwitchType choice) return ReadCase(choice, node, path, before);
        if (IsNothing(type, node)) return new AbsentValue();
        return (type, node) switch
        {
            (null, _) => throw Refuse(path, "holds nothing"),
            (StructType held, YamlMapping mapping) => new StructValue(Read(StructureOf(held), mapping, path + ".").ToEquatableArray()),
            // A case with a meaning is a struct of one field, which nobody writes as such.
            (StructType held, _) when StructureOf(held).Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only] =>
                new StructValue(EquatableArray.Of(new VectorValue(only.Name, Read(only.Type, node, path, before)))),
            (BitsFieldType bits, YamlMapping mapping) => ReadParts(protocol.Bits.First(known => known.Name == bits.Bits), mapping, path),
            (ListType list, YamlSequence items) => new ListValue(items.Items.Select((item, index) => Read(list.Element, item, $"{path}[{index}]", [])).ToEquatableArray()),
            (BitListType, YamlSequence items) => new ListValue(items.Items.Select((item, index) => Read(new BoolType(), item, $"{path}[{index}]", [])).ToEquatableArray()),
            (StructType, _) => throw Refuse(path, "is a struct: give its fields as " + path + ".FIELD=VALUE"),
            (ListType or BitListType, _) => throw Refuse(path, "is a list: write it as [a, b]"),
            (CodecType, YamlScalar text) => Scalar(new BytesType(new RestSize()), text, path),
            (_, YamlScalar text) => Scalar(type, text, path),
            _ => throw Refuse(path, $"is a single value, but {node.Kind} is given"),
        };
    }

    private FieldValue Scalar(FieldType type, YamlScalar text, string path) =>
        ValueReader.Read(type, text.Whole, scope, out var problem) ?? throw Refuse(path, $"cannot be '{text.Text}': {problem}");

    private FieldValue ReadCase(SwitchType choice, YamlNode node, string path, IReadOnlyList<VectorValue> before)
    {
        if (TagOf(choice.Tag) is { } tag && choice.Of(tag) is { } said)
            return Case(choice, said, said.Type is null ? new AbsentValue() : Read(said.Type, node, path, before));
        if (IsNothing(null, node) && choice.AllCases.FirstOrDefault(known => known.Type is null) is { } empty) return Case(choice, empty, new AbsentValue());
        UsageException? first = null;
        foreach (var known in choice.AllCases.Where(known => known.Type is not null))
        {
            var depth = _around.Count;
            try
            {
                return Case(choice, known, Read(known.Type, node, path, before));
            }
            catch (UsageException exception)
            {
                while (_around.Count > depth) _around.Pop();
                first ??= exception;
            }
        }

        throw first ?? Refuse(path, "holds nothing in any case");
    }

    /// <summary>Whether nothing is written, or what JSON writes for it.</summary>
    private static bool IsNothing(FieldType? type, YamlNode node) =>
        node is YamlScalar { IsEmpty: true } || (type is not (TextType or EnumFieldType) && node is YamlScalar { IsPlain: true, Text: "null" });

    private static FieldValue Case(SwitchType choice, SwitchCase known, FieldValue value) =>
        choice.Choice is null ? value : new CaseValue(known.Name, known.Type is null ? null : value);

    private StructValue ReadParts(BitsType bits, YamlMapping mapping, string path) => new(mapping.Entries.Select(entry =>
    {
        var name = entry.Key.Text;
        var part = bits.Parts.FirstOrDefault(known => known.Name == name)
            ?? throw new UsageException($"'{path}' has no part '{name}'{NameSuggestion.DidYouMean(name, bits.Parts.Select(known => known.Name))}");
        return new VectorValue(name, Read(TypeOf(part), entry.Value, $"{path}.{name}", []));
    }).ToEquatableArray());

    private FieldType TypeOf(BitsPart part) => part switch
    {
        { Enum: { } named } => scope.Enums.First(known => known.Name == named).Type!,
        { IsBool: true } => new BoolType(),
        _ => new IntegerType((part.Width + 7) / 8, Signed: false, ByteOrder.Big),
    };

    private Structure StructureOf(StructType type) => protocol.Structures.First(known => known.Name == type.Structure);

    private static UsageException Refuse(string path, string problem) => new($"'{path}' {problem}");
}
