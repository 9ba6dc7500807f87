using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds one field of a structure: its name, its type, when it is there, what it follows from, what it means.</summary>
internal static class FieldBinder
{
    public static BoundField Bind(FieldSyntax syntax, StructureIdentity owner, NameScope names, BindingScope scope)
    {
        var key = syntax.Key.Text;
        var title = $"Field '{key}' of {owner.Title}";
        if (syntax is { Type: null, Fields: null, Switch: null, Settings.Codec: null })
        {
            if (!syntax.IsBroken)
                scope.Diagnostics.Report(Rules.InvalidFieldText, syntax.Key.Span, $"{title} has no type; write one, such as '{key}: u16'");
            return new(syntax, null);
        }

        var errors = scope.Diagnostics.ErrorCount;
        var isReserved = (key.StartsWith("_", StringComparison.Ordinal) && syntax.Name is null) || syntax.Settings.Life.Removed is not null;
        var property = isReserved ? null : CSharpName.Bind(syntax.Key, syntax.Name, $"field '{key}' of {owner.Title}", scope.Diagnostics);
        var site = new TypeSite(title, syntax.Text, scope) { Names = names, Owner = owner, HasNone = syntax.Settings.Absent is not null };
        var type = BindType(syntax, owner.Name + (property ?? CSharpName.FromSchema(key) ?? ""), site);
        if (type is not null) type = MeaningBinder.WithNone(type, syntax.Settings.Absent, title, scope);
        var depth = Settings.Count(syntax.Settings.Depth, "depth", scope.Diagnostics) ?? 0;
        var field = type is null ? null : new Field
        {
            Name = key,
            Property = property,
            Doc = syntax.Doc?.Prose,
            Type = type,
            Presence = BindPresence(syntax, site),
            Derivation = syntax.Expression is { } expression ? ExpressionBinder.Bind(expression, type, title, names, scope) : null,
            DerivedParts = type is BitsFieldType bits ? BitsBinder.BindDerived(BitsUse.Bind(scope.BitsOf(bits), syntax, title, scope), title, names, scope) : default,
            Verify = Settings.Verify(syntax.Settings.Verify, scope.Diagnostics) ?? true,
            Bound = BindBound(syntax, type, site),
            Meaning = MeaningBinder.Bind(syntax.Settings, type, title, scope),
            Align = Settings.Count(syntax.Settings.Align, "align", scope.Diagnostics) ?? 1,
            KeepsSpelling = Settings.KeepsSpelling(syntax.Settings.Canonical, scope.Diagnostics) ?? false,
            Life = LifecycleBinder.Bind(syntax.Settings.Life, title, scope.Diagnostics),
        };
        if (field is not null) FieldRules.Check(field, syntax, title, names, scope);

        var isBroken = field is null || syntax.IsBroken || scope.Diagnostics.ErrorCount > errors;
        return new(syntax, isBroken ? null : field) { Depth = depth };
    }

    /// <summary>What a field, or a case of a switch, is on the wire; null where something was reported, now or before.</summary>
    /// <param name="syntax">The field.</param>
    /// <param name="inPlaceName">The C# name of a type that is written in place.</param>
    /// <param name="site">The field's surroundings.</param>
    public static FieldType? BindType(FieldSyntax syntax, string inPlaceName, TypeSite site)
    {
        if (syntax is { Settings.PadTo: { } padTo, Fields: null })
        {
            site.Scope.Diagnostics.Report(
                Rules.SettingDoesNotApply,
                padTo.Span,
                $"{site.Title} has no 'fields', beside which 'padTo' stands; put what is filled into a struct: '{{ padTo: {padTo.Text}, fields: {{ ... }} }}'");
        }

        if (syntax is { Settings.AlignEach: { } each, Type: null })
            site.Scope.Diagnostics.Report(Rules.SettingDoesNotApply, each.Span, $"{site.Title} is no list, so there is nothing between its elements");
        if (syntax.Settings.Codec is { } codec) return CodecBinder.Bind(syntax, codec, site);
        if (syntax.Switch is { } choice) return SwitchBinder.Bind(syntax, choice, inPlaceName, site);
        if (syntax.Fields is { } fields) return BindInPlace(syntax, fields, inPlaceName, site);
        if (syntax.Parts is { } parts) return BindParts(syntax, parts, inPlaceName, site);
        return syntax.Type is { } type ? PaddingBinder.Each(TypeBinder.Bind(type, site), syntax.Settings.AlignEach, site) : null;
    }

    private static StructType? BindInPlace(FieldSyntax syntax, IReadOnlyList<FieldSyntax> fields, string name, TypeSite site)
    {
        var identity = new StructureIdentity(name, name, Wording.InSentence(site.Title), syntax.Key.Span) { Doc = syntax.Doc?.Prose, Padding = PaddingBinder.Bind(syntax.Settings.PadTo, syntax.Settings.Canonical, site.Scope) };
        var bound = StructureBinder.Bind(fields, identity, isRoot: false, site.Scope with { LayoutBody = null }, site.Names);
        site.Scope.Structures.Add(bound);
        return bound.IsBroken ? null : StructTypes.Use(bound, syntax.Key.Whole, site);
    }

    private static BitsFieldType? BindParts(FieldSyntax syntax, IReadOnlyList<BitsPartSyntax> parts, string name, TypeSite site)
    {
        if (syntax.Type is not { } type) return null;
        if (type.Size is null && site.Scope.Bits.Find(type.Name) is not null) return TypeBinder.Bind(type, site) as BitsFieldType;
        if (IntegerTypes.Parse(type.Whole.Text, site.Scope.Order) is not { Signed: false } underlying)
        {
            site.Scope.Diagnostics.Report(
                Rules.BitPosition,
                type.Whole.Span,
                $"{site.Title} has the type '{type.Whole.Text}'; parts are cut out of u8, u16 and so on to u64, or are those of named bits");
            return null;
        }

        var bound = BitsBinder.Bind(name, null, syntax.Key.Span, Wording.InSentence(site.Title), underlying, parts, site.Scope);
        site.Scope.Bits.Add(bound);
        return bound.IsBroken ? null : new(name, underlying);
    }

    private static Presence? BindPresence(FieldSyntax syntax, TypeSite site)
    {
        var condition = syntax.Condition;
        var ofStruct = syntax.Type is { Size: null } type ? site.Scope.Structures.ConditionOf(type.Name) : null;
        if (syntax.Optional is { } mark && (condition ?? ofStruct) is not null)
        {
            site.Scope.Diagnostics.Report(
                Rules.OptionalTail,
                mark.Span,
                $"{site.Title} is both optional and conditional; keep '?' for a tail that may be missing, or 'if' for a condition");
        }

        if (syntax.Optional is not null) return new OptionalTail();
        var own = condition is { } text ? ConditionBinder.Bind(text, site.Title, site.Names!, site.Scope) : null;
        var general = ofStruct is { } stated ? ConditionBinder.Bind(stated, site.Title, site.Names!, site.Scope) : null;
        return own is null ? general : general is null ? own : new(own.Terms.Concat(general.Terms).ToEquatableArray());
    }

    private static Bound? BindBound(FieldSyntax syntax, FieldType type, TypeSite site)
    {
        var trailing = Settings.Trailing(syntax.Settings.Trailing, site.Scope.Diagnostics);
        if (syntax.Settings.Size is not { } size)
        {
            if (syntax.Settings.Trailing is { } unused)
            {
                site.Scope.Diagnostics.Report(
                    Rules.SettingDoesNotApply,
                    unused.Span,
                    $"{site.Title} has no 'size', so nothing can be left over in it; write 'trailing' beside 'size'");
            }

            return null;
        }

        return SizeBinder.Bind(size.Whole.Trim(), site) switch
        {
            null => null,
            TerminatedSize => RefuseBound(size, "cannot be bounded by a mark; a bound is a number of bytes", site),
            FixedSize { Count: var count } when count < BodySizes.Min(type) =>
                RefuseBound(size, $"is bounded to {count} bytes, but takes at least {BodySizes.Min(type)}; make the bound larger", site),
            FixedSize { Count: var count } when count > BodySizes.Max(type) && trailing is null or Trailing.Error =>
                RefuseBound(size, $"is bounded to {count} bytes, but takes at most {BodySizes.Max(type)}; add 'trailing: ignore' or 'trailing: keep'", site),
            var rule => new(rule, trailing ?? Trailing.Error),
        };
    }

    private static Bound? RefuseBound(YamlScalar size, string problem, TypeSite site)
    {
        site.Scope.Diagnostics.Report(Rules.InvalidSize, size.Span, $"{site.Title} {problem}");
        return null;
    }
}
