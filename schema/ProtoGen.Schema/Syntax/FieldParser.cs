using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads fields, in the short form and in the long one.</summary>
internal static class FieldParser
{
    public static IReadOnlyList<FieldSyntax> ParseAll(YamlNode? node, KeyTable keys, string title, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, title, diagnostics).Select(entry => Parse(entry, keys, diagnostics))];

    /// <summary>What stands at a case of a switch: a type, a field in its long form, or nothing.</summary>
    public static FieldSyntax ParseCase(YamlScalar key, YamlNode node, DiagnosticBag diagnostics) =>
        Parse(new(key, node), KeyTables.Case, diagnostics);

    private static FieldSyntax Parse(YamlEntry entry, KeyTable keys, DiagnosticBag diagnostics)
    {
        if (keys != KeyTables.Case) AmbiguousScalar.Warn(entry.Key, diagnostics);
        return entry.Value switch
        {
            YamlScalar { IsEmpty: true } => new() { Key = entry.Key, Type = null },
            YamlScalar text => FieldTextParser.Parse(entry.Key, text, diagnostics),
            YamlSequence list => Refuse(entry.Key, list, diagnostics),
            _ => ParseLong(entry, keys, diagnostics),
        };
    }

    private static FieldSyntax Refuse(YamlScalar key, YamlSequence list, DiagnosticBag diagnostics)
    {
        diagnostics.Report(
            Rules.WrongShape,
            list.Span,
            $"Field '{key.Text}' must be a type or a mapping with the key 'type', but here it is a list");
        return new() { Key = key, Type = null, IsBroken = true };
    }

    private static FieldSyntax ParseLong(YamlEntry entry, KeyTable keys, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var title = $"Field '{entry.Key.Text}'";
        var mapping = KeyedMapping.Read(entry.Value, keys, title, entry.Key.Span, diagnostics);
        var hasFindings = diagnostics.ErrorCount > errors;
        FieldForm.Check(mapping, title, diagnostics);
        var fields = mapping.Key("fields") is null
            ? null
            : ParseAll(mapping.Node("fields"), KeyTables.Field, $"'fields' of field '{entry.Key.Text}'", diagnostics);
        var choice = SwitchParser.Parse(entry.Key, mapping, diagnostics);
        var needsType = fields is null && mapping.Key("switch") is null && !hasFindings;
        var type = needsType ? mapping.RequiredScalar("type") : mapping.Scalar("type");
        var field = type is null ? new() { Key = entry.Key, Type = null } : FieldTextParser.Parse(entry.Key, type, diagnostics);
        return field with
        {
            Name = mapping.Scalar("name"),
            Doc = mapping.Scalar("doc"),
            Text = TextSyntaxParser.Parse(mapping, title, diagnostics),
            Expression = ParseExpression(field, mapping, title, diagnostics),
            Condition = ParseCondition(field, mapping, title, diagnostics),
            Settings = ParseSettings(mapping),
            Fields = fields,
            Parts = mapping.Node("parts") is { } parts ? BitsParser.ParseParts(parts, $"'parts' of field '{entry.Key.Text}'", diagnostics) : null,
            Switch = choice,
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }

    private static TextSlice? ParseExpression(FieldSyntax field, KeyedMapping mapping, string title, DiagnosticBag diagnostics)
    {
        if (mapping.Scalar("derive") is not { } scalar) return field.Expression;

        var expression = scalar.Whole.Trim();
        var problem = field.Expression is not null ? "is derived behind its type and again under 'derive'; keep one"
            : expression.Length == 0 ? "is derived from nothing; write what, such as 'bytes(body)'"
            : null;
        if (problem is null) return expression;
        diagnostics.Report(Rules.InvalidFieldText, scalar.Span, $"{title} {problem}");
        return field.Expression;
    }

    private static TextSlice? ParseCondition(FieldSyntax field, KeyedMapping mapping, string title, DiagnosticBag diagnostics)
    {
        if (mapping.Scalar("if") is not { } scalar) return field.Condition;

        var condition = scalar.Whole.Trim();
        var problem = field.Condition is not null ? "has a condition behind its type and another under 'if'; join them with 'and' in one place"
            : condition.Length == 0 ? "has an empty condition; write one, such as 'flags.will'"
            : null;
        if (problem is null) return condition;
        diagnostics.Report(Rules.InvalidFieldText, scalar.Span, $"{title} {problem}");
        return field.Condition;
    }

    private static FieldSettings ParseSettings(KeyedMapping mapping) => new()
    {
        Size = mapping.Scalar("size"),
        Trailing = mapping.Scalar("trailing"),
        Scale = mapping.Scalar("scale"),
        Offset = mapping.Scalar("offset"),
        Unit = mapping.Scalar("unit"),
        Min = mapping.Scalar("min"),
        Max = mapping.Scalar("max"),
        Absent = mapping.Scalar("none"),
        As = mapping.Scalar("as"),
        Align = mapping.Scalar("align"),
        AlignEach = mapping.Scalar("alignEach"),
        PadTo = mapping.Scalar("padTo"),
        Codec = mapping.Scalar("codec"),
        Verify = mapping.Scalar("verify"),
        Correlates = mapping.Scalar("correlates"),
        Depth = mapping.Scalar("depth"),
        Canonical = mapping.Scalar("canonical"),
        Life = LifecycleSyntax.Read(mapping),
    };
}
