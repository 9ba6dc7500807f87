using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds <c>padTo</c> of a struct and <c>alignEach</c> of a list: filling that no field counts.</summary>
internal static class PaddingBinder
{
    /// <summary>What the bytes of a struct are filled to, and whether filling that is not zero is kept.</summary>
    public static StructurePadding? Bind(YamlScalar? padTo, YamlScalar? canonical, BindingScope scope) =>
        padTo is not null && PowerOfTwo(padTo, "padTo", scope) is { } multiple and > 1
            ? new(multiple, Settings.KeepsSpelling(canonical, scope.Diagnostics) ?? false, padTo)
            : null;

    /// <summary>The list with its elements aligned; null where something was reported.</summary>
    public static FieldType? Each(FieldType? type, YamlScalar? alignEach, TypeSite site)
    {
        if (type is null || alignEach is null) return type;
        if (PowerOfTwo(alignEach, "alignEach", site.Scope) is not { } multiple) return null;
        var problem = type switch
        {
            ListType { Size: TerminatedSize } => "ends at a mark, which nobody could tell from filling; give it a count or a size",
            ListType { InBytes: true, Size: FixedSize } => "always takes the same bytes, so that nobody could say how many elements are in them; give it a count",
            ListType => null,
            _ => "is no list, so there is nothing between its elements; 'align' fills before a field, 'padTo' behind a struct",
        };
        if (problem is not null)
        {
            site.Scope.Diagnostics.Report(Rules.SettingDoesNotApply, alignEach.Span, $"{site.Title} {problem}");
            return null;
        }

        var list = (ListType)type;
        return list.Element.FixedSize is { } size && size % multiple == 0 ? list : list with { ElementAlign = multiple };
    }

    private static int? PowerOfTwo(YamlScalar scalar, string key, BindingScope scope)
    {
        if (Settings.Count(scalar, key, scope.Diagnostics) is not { } count) return null;
        if ((count & (count - 1)) == 0) return count;
        scope.Diagnostics.Report(Rules.InvalidSetting, scalar.Span, $"'{key}' cannot be '{scalar.Text}': a power of two is expected, such as 4");
        return null;
    }
}

/// <summary>What the bytes of a struct are filled to.</summary>
/// <param name="Multiple">Its size is a multiple of this.</param>
/// <param name="IsKept">Whether filling that is not zero is kept.</param>
/// <param name="At">Where it was written.</param>
internal sealed record StructurePadding(int Multiple, bool IsKept, YamlScalar At);
