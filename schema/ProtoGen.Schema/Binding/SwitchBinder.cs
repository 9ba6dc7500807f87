using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds a field that is one of several types: its tag, its cases, and what C# type holds any of them.</summary>
internal static class SwitchBinder
{
    /// <summary>The field of a case that has a meaning.</summary>
    public const string ValueField = "value";

    public static SwitchType? Bind(FieldSyntax field, SwitchSyntax syntax, string choiceName, TypeSite site)
    {
        var errors = site.Scope.Diagnostics.ErrorCount;
        var tag = site.Names!.Resolve(syntax.Tag.Whole.Trim(), $"The switch of {Wording.InSentence(site.Title)}");
        var taken = new Dictionary<long, int>();
        var cases = new List<SwitchCase>();
        foreach (var known in syntax.Cases)
        {
            var keys = tag is null ? [] : known.Keys.Select(key => BindKey(key, tag, taken, site)).OfType<long>().ToArray();
            var type = BindContent(known.Content, choiceName, cases.Count, site);
            if (CaseName(known, type, tag, site) is not { } name) continue;
            cases.Add(new(name, keys.ToEquatableArray(), type, CarriesTag: false) { SchemaName = SchemaName(known, type, tag, site.Scope) ?? name });
        }

        var other = syntax.Else is { } content ? new SwitchCase(ElseName(content, site), default, BindContent(content, choiceName, cases.Count, site), false) : null;
        if (syntax.Cases.Count == 0 && !field.IsBroken)
            site.Scope.Diagnostics.Report(Rules.SwitchCase, syntax.Tag.Span, $"{site.Title} has no cases; write them under 'cases'");
        if (tag is null || site.Scope.Diagnostics.ErrorCount > errors) return null;

        var all = other is null ? cases : [.. cases, other];
        var isOneType = all.All(known => known.Type is not null) && all.Select(known => CSharpKind.Of(known.Type!)).Distinct().Count() == 1;
        var named = NameApart(cases, other, choiceName);
        return new(tag.Reference, named.ToEquatableArray(), other, isOneType ? null : choiceName);
    }

    private static long? BindKey(YamlScalar key, ResolvedValue tag, Dictionary<long, int> taken, TypeSite site)
    {
        if (ConditionBinder.ReadOperand(key.Whole, tag, site.Scope, out var problem) is not { } value)
        {
            site.Scope.Diagnostics.Report(Rules.SwitchCase, key.Span, $"{site.Title} cannot have a case '{key.Text}': {problem}");
            return null;
        }

        if (taken.TryGetValue(value, out var line))
            site.Scope.Diagnostics.Report(Rules.SwitchCase, key.Span, $"{site.Title} has a second case for '{key.Text}', the first at line {line}; keep one");
        else taken.Add(value, key.Span.Line);
        return value;
    }

    /// <summary>The type of a case; null for nothing, and where it was reported.</summary>
    private static FieldType? BindContent(FieldSyntax content, string choiceName, int index, TypeSite site)
    {
        var caseSite = site with { Title = $"Case '{content.Key.Text}' of {Wording.InSentence(site.Title)}", Text = content.Text };
        if (content is { Optional: { } mark }) return Refuse(mark, "'?'");
        if (content is { Condition: { } condition }) return Refuse(condition, "'if'");
        if (content is { Expression: { } expression }) return Refuse(expression, "'='");
        if (content.Parts?.FirstOrDefault(part => part.Expression is not null) is { } derived) return Refuse(derived.Expression!.Value, "'='");
        if (content.Type is { } used && site.Scope.Structures.IsConditional(used.Name))
            return Refuse(used.Whole, $"struct '{used.Name}' is there only under its 'if', which");
        var isNothing = content is { Type: null, Fields: null, Parts: null, Settings.Codec: null };
        if (isNothing) return null;

        var suffix = content.Name?.Text ?? CSharpName.FromSchema(content.Key.Text) ?? $"Case{index + 1}";
        return FieldBinder.BindType(content.Settings.HasMeaning ? AsStruct(content) : content, choiceName + suffix, caseSite);

        FieldType? Refuse(TextSlice at, string what)
        {
            site.Scope.Diagnostics.Report(Rules.SwitchCase, at.Span, $"{caseSite.Title} is a type alone; {what} belongs to the field or, inside 'fields', to a field of the case");
            return null;
        }
    }

    /// <summary>What has a meaning needs a place for both the raw value and the other: a struct of one field.</summary>
    private static FieldSyntax AsStruct(FieldSyntax content) => new()
    {
        Key = content.Key,
        Type = null,
        Name = content.Name,
        Doc = content.Doc,
        Fields = [content with { Key = content.Key.Renamed(ValueField), Name = null, Doc = null }],
    };

    private static string? CaseName(CaseSyntax known, FieldType? type, ResolvedValue? tag, TypeSite site)
    {
        if (known.Content.Name is { } given) return CSharpName.Bind(given, given, "a case", site.Scope.Diagnostics);
        if (MemberName(known.Keys[0], tag, site.Scope) is { } member) return member;
        return type switch
        {
            StructType structure when site.Scope.Structures.OfType(structure.Structure) is { } bound && site.Scope.Structures.Declares(bound.SchemaName) => structure.Structure,
            StructType => "Case" + (CSharpName.FromSchema("x" + known.Keys[0].Text.Replace(' ', '_'))?.Substring(1) ?? ""),
            null => "Nothing",
            _ => CSharpKind.CaseName(type),
        };
    }

    private static string? SchemaName(CaseSyntax known, FieldType? type, ResolvedValue? tag, BindingScope scope)
    {
        if (known.Content.Name is { } given) return given.Text;
        if (MemberName(known.Keys[0], tag, scope) is not null) return known.Keys[0].Text;
        return type is StructType structure && scope.Structures.OfType(structure.Structure) is { } bound && scope.Structures.Declares(bound.SchemaName) ? bound.SchemaName : null;
    }

    private static string ElseName(FieldSyntax content, TypeSite site) =>
        (content.Name is { } given ? CSharpName.Bind(given, given, "a case", site.Scope.Diagnostics) : null) ?? "Other";

    private static string? MemberName(YamlScalar key, ResolvedValue? tag, BindingScope scope)
    {
        var name = tag?.Part?.Enum ?? (tag?.Type as EnumFieldType)?.Enum;
        return name is null ? null : scope.Enums.First(known => known.Name == name).Members.FirstOrDefault(member => member.Syntax.Key.Text == key.Text)?.Name;
    }

    /// <summary>Two cases of one name are told apart by their keys, and so is one named like a member of every choice.</summary>
    private static IEnumerable<SwitchCase> NameApart(IReadOnlyList<SwitchCase> cases, SwitchCase? other, string choiceName)
    {
        var taken = new HashSet<string>(ReservedNames.ChoiceMembers, StringComparer.Ordinal) { choiceName };
        if (other is not null) taken.Add(other.Name);
        var called = new HashSet<string>(StringComparer.Ordinal) { other?.SchemaName ?? "" };
        foreach (var known in cases)
        {
            var name = known.Name;
            if (!taken.Add(name))
            {
                name = $"{known.Name}{(known.Keys[0] < 0 ? "Minus" : "")}{Math.Abs(Math.Max(known.Keys[0], -long.MaxValue))}";
                while (!taken.Add(name)) name += "_";
            }

            yield return known with { Name = name, SchemaName = called.Add(known.SchemaName) ? known.SchemaName : name };
        }
    }
}
