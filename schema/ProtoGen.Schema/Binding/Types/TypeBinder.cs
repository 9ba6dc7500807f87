using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Finds the family a type belongs to. A new type is a new file and a line here.</summary>
internal static class TypeBinder
{
    private static readonly ITypeBinder[] Families =
    [
        new IntegerTypes(), new FloatTypes(), new BoolTypes(), new CharTypes(), new VarintTypes(), new TextTypes(), new BytesTypes(), new BcdTypes(), new BitTypes(),
        new EnumTypes(), new BitsTypes(), new StructTypes(),
    ];

    /// <summary>What other languages call these types.</summary>
    private static readonly Dictionary<string, string> ForeignNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["byte"] = "u8", ["sbyte"] = "i8", ["short"] = "i16", ["ushort"] = "u16", ["int"] = "i32", ["uint"] = "u32", ["long"] = "i64", ["ulong"] = "u64",
        ["int8"] = "i8", ["int16"] = "i16", ["int32"] = "i32", ["int64"] = "i64",
        ["uint8"] = "u8", ["uint16"] = "u16", ["uint32"] = "u32", ["uint64"] = "u64",
        ["half"] = "f16", ["float"] = "f32", ["single"] = "f32", ["double"] = "f64", ["boolean"] = "bool", ["str"] = "string", ["text"] = "string",
    };

    /// <summary>Names an enum may not have, since a type would hide it.</summary>
    public static bool IsTypeName(string name, BindingScope scope) =>
        Families.Where(family => family is not (EnumTypes or BitsTypes or StructTypes)).Any(family => family.Names(scope).Contains(name));

    /// <summary>Binds a type; null where something was reported, now or at the enum it names.</summary>
    public static FieldType? Bind(TypeSyntax syntax, TypeSite site)
    {
        foreach (var family in Families)
        {
            if (!family.TryBind(syntax, site, out var type)) continue;
            if (type is not (null or TextType)) RefuseTextSettings(syntax, site);
            IEnumerable<TextSlice> lists = family.IsSized(syntax.Name) || syntax.Size is not { } first ? syntax.More : syntax.More.Prepend(first);
            if (type is not null && site.Scope.Structures.IsConditional(syntax.Name) && lists.Any())
            {
                type = null;
                site.Scope.Diagnostics.Report(
                    Rules.ListElement,
                    syntax.Whole.Span,
                    $"{site.Title} is a list of the struct '{syntax.Name}', which is there only under its 'if'; put the condition on the field instead");
            }

            return lists.Aggregate(type, (element, size) => BindList(element, size, site));
        }

        var hint = ForeignNames.TryGetValue(syntax.Name, out var ours)
            ? $"; here it is called '{ours}'"
            : NameSuggestion.DidYouMean(syntax.Name, Families.SelectMany(family => family.Names(site.Scope)));
        site.Scope.Diagnostics.Report(
            Rules.UnknownType,
            syntax.Whole.Slice(0, syntax.Name.Length).Span,
            $"{site.Title} has unknown type '{syntax.Name}'{hint}");
        return null;
    }

    private static ListType? BindList(FieldType? element, TextSlice size, TypeSite site)
    {
        if (element is null || SizeBinder.BindList(size, site) is not var (rule, inBytes)) return null;

        var problem = BodySizes.TakesRest(element) ? "takes all that is left, so there could be only one of it"
            : BodySizes.Min(element) == 0 ? "may be empty, so that nobody could say how many there are"
            : null;
        if (problem is not null)
        {
            site.Scope.Diagnostics.Report(Rules.ListElement, size.Span, $"{site.Title} is a list whose element {problem}; give the element a size");
            return null;
        }

        if (!inBytes || rule is not FixedSize bytes || element.FixedSize is not { } each || bytes.Count % each == 0) return new(element, rule, inBytes);
        site.Scope.Diagnostics.Report(Rules.ListElement, size.Span, $"{site.Title} is a list of {bytes.Count} bytes, which hold no whole number of elements of {each}");
        return null;
    }

    private static void RefuseTextSettings(TypeSyntax syntax, TypeSite site)
    {
        var isDigits = syntax.Name == "bcd";
        foreach (var (key, setting) in new[] { ("encoding", site.Text?.Encoding), ("pad", isDigits ? site.Text?.PadSide : site.Text?.PadByte ?? site.Text?.PadSide), ("overflow", site.Text?.Overflow) })
        {
            if (setting is not null)
            {
                site.Scope.Diagnostics.Report(
                    Rules.SettingDoesNotApply,
                    setting.Span,
                    $"{site.Title} has type '{syntax.Name}', to which '{key}' does not apply; it belongs to strings");
            }
        }
    }
}
