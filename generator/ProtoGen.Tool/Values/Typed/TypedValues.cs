using System.Globalization;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>Values in the syntax of vectors, typed or in a file, read by the types of a structure.</summary>
internal sealed class TypedValues
{
    private readonly Protocol _protocol;
    private readonly TypedCase _cases;
    private readonly TypedScalar _scalars;

    public TypedValues(Protocol protocol) => (_protocol, _cases, _scalars) = (protocol, new(this), new(protocol));

    /// <summary>The fields of a structure.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="given">The values by name.</param>
    /// <param name="path">What stands before the names of its fields.</param>
    /// <param name="around">What holds it.</param>
    /// <param name="arguments">What it takes from there.</param>
    /// <exception cref="UsageException">A name or a value is wrong; says where, what, and what would fit.</exception>
    public List<VectorValue> Read(Structure structure, YamlMapping given, string path = "", TypedScope? around = null, EquatableArray<ValueReference> arguments = default)
    {
        foreach (var name in given.Entries.Select(entry => entry.Key.Text)) RefuseUnknown(structure, name, path);

        // In the order of the wire: what tells the case of a switch stands before it.
        var values = new List<VectorValue>();
        var scope = new TypedScope(_protocol, structure, values, around, arguments);
        foreach (var field in structure.Fields)
        {
            if (given.Entries.FirstOrDefault(entry => entry.Key.Text == field.Name) is { } entry)
                values.Add(new(field.Name, Read(field, entry.Value, path + field.Name, scope)));
        }

        return values;
    }

    /// <summary>One value of a type.</summary>
    /// <exception cref="UsageException">It does not fit.</exception>
    public FieldValue Read(FieldType type, YamlNode node, string path, TypedScope? scope, Meaning? meaning = null)
    {
        if (type is SwitchType choice) return _cases.Read(choice, node, path, scope);
        if (IsNothing(type, node)) return new AbsentValue();
        return (type, node) switch
        {
            (StructType held, _) => ReadStruct(held, node, path, scope),
            (BitsFieldType bits, YamlMapping mapping) => ReadParts(_protocol.BitsOf(bits), mapping, path),
            (ListType list, _) => ReadItems(list.Element, node, path, scope),
            (BitListType, _) => ReadItems(new BoolType(), node, path, scope),
            (_, YamlScalar text) => _scalars.Read(type, meaning, text, path),
            _ => throw Refuse(path, $"is a single value, but {node.Kind} is given"),
        };
    }

    /// <summary>The id of a message that stands for unknown ones: a value, or a list where it has several parts.</summary>
    public IReadOnlyList<WireInteger> ReadId(Message message, YamlNode node)
    {
        IReadOnlyList<YamlNode> items = node is YamlSequence list ? list.Items : [node];
        if (items.Count != message.UnknownId.Count) throw Refuse("id", message.UnknownId.Count == 1 ? "is a single value, but a list is given" : $"has {message.UnknownId.Count} parts: write it as [a, b]");
        return [.. items.Select((item, index) => Schema.Layout.Walk.FrameFields.Number(Read(message.UnknownId[index].Type, item, "id", null)))];
    }

    public static UsageException Refuse(string path, string problem) => new($"'{path}' {problem}.");

    /// <summary>Whether nothing is written, or what JSON writes for it.</summary>
    public static bool IsNothing(FieldType? type, YamlNode node) => node is YamlScalar { IsPlain: true } text && (text.Text.Length == 0
        ? type is not (TextType or BytesType or BcdType or ListType or BitListType) || NullWalk.Has(type)
        : text.Text == "null" && type is not (TextType or EnumFieldType));

    private static void RefuseUnknown(Structure structure, string name, string path)
    {
        var fields = structure.Fields.Where(field => field.Type is not BodyType).ToList();
        if (fields.Exists(field => field.Name == name)) return;
        throw NoSuch.Of(structure.SchemaName, "field", path + name, fields.Where(field => field is { Property: not null, Constant: null }).Select(field => path + field.Name));
    }

    private FieldValue Read(Field field, YamlNode node, string path, TypedScope scope)
    {
        if ((node is YamlScalar { IsEmpty: true } || IsNothing(field.Type, node)) && (field.Presence is not null || MeaningWalk.HasNone(field))) return new AbsentValue();
        var value = Read(field.Type, node, path, scope, field.Meaning);
        return field.Constant is { } constant && !value.Equals(constant) ? throw Refuse(path, $"is always {constant}; leave it out") : value;
    }

    private StructValue ReadStruct(StructType type, YamlNode node, string path, TypedScope? scope)
    {
        var structure = _protocol.Structures.First(known => known.Name == type.Structure);
        if (node is YamlMapping mapping) return new(Read(structure, mapping, path + ".", scope, type.Arguments).ToEquatableArray());
        // A case with a meaning is a struct of one field, which nobody writes as such.
        if (structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only])
            return new(EquatableArray.Of(new VectorValue(only.Name, Read(only.Type, node, path, new(_protocol, structure, [], scope, type.Arguments), only.Meaning))));
        throw Refuse(path, $"is a struct: give its fields as {path}.FIELD=VALUE, or write {{ {string.Join(", ", structure.Fields.Where(field => field.Property is not null).Select(field => field.Name + ": …"))} }}");
    }

    private StructValue ReadParts(BitsType bits, YamlMapping mapping, string path) => new(mapping.Entries.Select(entry =>
    {
        var part = bits.Parts.FirstOrDefault(known => known.Name == entry.Key.Text)
            ?? throw NoSuch.Of($"'{path}'", "part", entry.Key.Text, bits.Parts.Where(known => known.Property is not null).Select(known => known.Name));
        return new VectorValue(part.Name, Read(_protocol.TypeOf(part), entry.Value, $"{path}.{part.Name}", null));
    }).ToEquatableArray());

    private ListValue ReadItems(FieldType element, YamlNode node, string path, TypedScope? scope)
    {
        IReadOnlyList<YamlNode> items = node switch
        {
            YamlSequence list => list.Items,
            YamlScalar { IsEmpty: true } => [],
            _ => throw Refuse(path, "is a list: write it as [a, b]"),
        };
        return new(items.Select((item, index) => Read(element, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), scope)).ToEquatableArray());
    }
}
