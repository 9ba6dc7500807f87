using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Checks;

/// <summary>
/// Compares what a vector says with what its frame holds. A struct is written as a mapping, a list as a list, an absent field as nothing; what
/// a switch holds is known from the frame. Anything left out is not compared.
/// </summary>
internal sealed class VectorMatcher(string message, BindingScope scope, Protocol protocol)
{
    /// <summary>Whether every value given is the one found; reports each that is not.</summary>
    public bool Match(IReadOnlyList<YamlEntry> given, Structure structure, IReadOnlyList<VectorValue> found) =>
        given.Select(entry => MatchEntry(entry, structure, found, "")).ToArray().All(isSame => isSame);

    /// <summary>Whether the id given for a message that catches unknown ones is the one found: a value, or a list where it has several parts.</summary>
    public bool MatchId(YamlEntry given, IReadOnlyList<UnknownIdPart> parts, IReadOnlyList<WireInteger> found)
    {
        var values = parts.Select((part, index) => (part.Type, Value: part.Type is CharType ? new TextValue(((char)found[index].Bits).ToString()) : (FieldValue)new IntegerValue(found[index]))).ToList();
        IReadOnlyList<YamlNode> items = given.Value is YamlSequence list ? list.Items : [given.Value];
        if (items.Count > values.Count) return WrongShape(given.Value, given.Key.Text, values.Count == 1 ? "a single value" : $"a list of {values.Count} values");

        // Parts that are not in every frame may be left out; they are 0 where they are absent.
        var isSame = items.Count == values.Count || found.Skip(items.Count).All(number => number.Equals(default)) || Differs(given.Value, given.Key.Text, $"[{string.Join(", ", found)}]", $"of {items.Count} parts");
        for (var index = 0; index < items.Count; index++) isSame &= Match(items[index], Numeric(values[index].Type), values[index].Value, values.Count == 1 ? given.Key.Text : $"{given.Key.Text}[{index}]");
        return isSame;
    }

    private static FieldType Numeric(FieldType type) => type is VarintType varint ? varint.Value : type;

    private bool MatchEntry(YamlEntry entry, Structure structure, IReadOnlyList<VectorValue> found, string path)
    {
        var name = entry.Key.Text;
        if (structure.Fields.FirstOrDefault(field => field.Name == name && field.Type is not BodyType) is not { } field)
        {
            var hint = NameSuggestion.DidYouMean(name, structure.Fields.Select(candidate => candidate.Name));
            return Refuse(Rules.UnknownField, entry.Key, $"A vector names the field '{path}{name}', which '{structure.SchemaName}' does not have{hint}");
        }

        return Match(entry.Value, field.Type, found.FirstOrDefault(value => value.Field == name)?.Value, path + name);
    }

    private bool Match(YamlNode node, FieldType? type, FieldValue? found, string path)
    {
        var isNothing = node is YamlScalar { IsEmpty: true };
        if (found is null or AbsentValue)
            return isNothing || Differs(node, path, "absent", node is YamlScalar scalar ? $"'{scalar.Text}'" : node.Kind);

        return (type, found) switch
        {
            (SwitchType choice, CaseValue held) => Match(node, TypeOf(choice, held), held.Value, path),
            (SwitchType { Choice: null } choice, _) => MatchSome(node, choice, found, path),
            (BitsFieldType bits, StructValue parts) when node is YamlScalar { IsEmpty: false } => MatchValue(node, bits, new IntegerValue(BitsWalk.Whole(BitsOf(bits), parts)), path),
            (BitsFieldType bits, StructValue parts) => MatchParts(node, BitsOf(bits), parts, path),
            (StructType structure, StructValue fields) => MatchFields(node, protocol.Structures.First(known => known.Name == structure.Structure), fields, path),
            (ListType list, ListValue items) => MatchItems(node, list.Element, items, path),
            (BitListType, ListValue items) => MatchItems(node, new BoolType(), items, path),
            _ => MatchValue(node, type, found, path),
        };
    }

    private BitsType BitsOf(BitsFieldType type) => protocol.Bits.First(known => known.Name == type.Bits);

    private static FieldType? TypeOf(SwitchType choice, CaseValue held) =>
        choice.AllCases.FirstOrDefault(known => known.Name == held.Case)?.Type;

    /// <summary>All cases have one C# type; the one that was read is the one whose text says the same.</summary>
    private bool MatchSome(YamlNode node, SwitchType choice, FieldValue found, string path)
    {
        var types = choice.AllCases.Select(known => known.Type).OfType<FieldType>();
        if (found is StructValue or ListValue) return Match(node, types.First(), found, path);
        if (node is YamlScalar text && types.Any(type => ValueReader.Read(type, text.Whole, scope, out _) is { } value && value.Equals(found))) return true;
        return Differs(node, path, Quote(found), node is YamlScalar given ? $"'{given.Text}'" : node.Kind);
    }

    private bool MatchFields(YamlNode node, Structure structure, StructValue found, string path)
    {
        if (node is not YamlMapping mapping)
        {
            // A case with a meaning is a struct of one field, which nobody wrote as such.
            var only = structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } field] ? field : null;
            return only is null ? WrongShape(node, path, "a mapping of the struct's fields") : Match(node, only.Type, found.Fields[0].Value, path);
        }

        return mapping.Entries.Select(entry => MatchEntry(entry, structure, found.Fields, path + ".")).ToArray().All(isSame => isSame);
    }

    private bool MatchParts(YamlNode node, BitsType bits, StructValue found, string path)
    {
        if (node is not YamlMapping mapping) return WrongShape(node, path, "a mapping of its parts, or a number");
        return mapping.Entries.Select(MatchPart).ToArray().All(isSame => isSame);

        bool MatchPart(YamlEntry entry)
        {
            var name = entry.Key.Text;
            if (bits.Parts.FirstOrDefault(part => part.Name == name) is { } part) return Match(entry.Value, TypeOf(part), found.Fields.FirstOrDefault(value => value.Field == name)?.Value, $"{path}.{name}");
            var hint = NameSuggestion.DidYouMean(name, bits.Parts.Select(candidate => candidate.Name));
            return Refuse(Rules.UnknownField, entry.Key, $"A vector names the part '{path}.{name}', which does not exist{hint}");
        }
    }

    private FieldType TypeOf(BitsPart part) => part switch
    {
        { Enum: { } named } => scope.Enums.First(known => known.Name == named).Type!,
        { IsBool: true } => new BoolType(),
        _ => new IntegerType((part.Width + 7) / 8, false, ByteOrder.Big),
    };

    private bool MatchItems(YamlNode node, FieldType element, ListValue found, string path)
    {
        IReadOnlyList<YamlNode>? items = node switch { YamlSequence list => list.Items, YamlScalar { IsEmpty: true } => [], _ => null };
        if (items is null) return WrongShape(node, path, "a list");
        if (items.Count != found.Items.Count) return Differs(node, path, $"a list of {found.Items.Count}", $"a list of {items.Count}");
        return items.Select((item, index) => Match(item, element, found.Items[index], $"{path}[{index}]")).ToArray().All(isSame => isSame);
    }

    private bool MatchValue(YamlNode node, FieldType? type, FieldValue found, string path)
    {
        if (node is not YamlScalar text) return WrongShape(node, path, "a single value");
        if (type is CodecType) return found.ToString() == text.Text || Differs(text, path, Quote(found), $"'{text.Text}'");
        if (type is null) return Refuse(Rules.InvalidValue, text, $"'{path}' of message '{message}' has no value that a schema could write");

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        if (ValueReader.Read(type, text.Whole, scope, out var problem) is { } given) return IsSame(given, found) || Differs(text, path, Quote(found), Quote(given));
        return problem.Length == 0 || Refuse(Rules.InvalidValue, text, $"Field '{path}' of message '{message}' cannot be '{text.Text}': {problem}");
    }

    /// <summary>A schema has one way to write the many NaNs; which one it was, encoding again has proven.</summary>
    private static bool IsSame(FieldValue given, FieldValue found) => given.Equals(found) || (IsNaN(given) && IsNaN(found));

    private static bool IsNaN(FieldValue value) => value is FloatValue number && double.IsNaN(number.Value);

    private bool WrongShape(YamlNode node, string path, string expected) =>
        Refuse(Rules.WrongShape, node, $"The value of '{path}' must be {expected}, but here it is {node.Kind}");

    private bool Differs(YamlNode at, string path, string found, string given) =>
        Refuse(Rules.VectorValues, at, $"The frame of the vector says that '{path}' is {found}, not {given}");

    private bool Refuse(DiagnosticRule rule, YamlNode at, string text)
    {
        scope.Diagnostics.Report(rule, at.Span, text);
        return false;
    }

    private static string Quote(FieldValue value) => value is TextValue ? $"'{value}'" : value.ToString();
}
