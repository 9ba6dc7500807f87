using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds enums and their members.</summary>
internal static class EnumBinder
{
    public static IReadOnlyList<BoundEnum> BindAll(IReadOnlyList<EnumSyntax> enums, BindingScope scope) =>
        [.. enums.Select(syntax => Bind(syntax, scope)).OfType<BoundEnum>()];

    private static BoundEnum? Bind(EnumSyntax syntax, BindingScope scope)
    {
        var key = syntax.Key.Text;
        if (TypeBinder.IsTypeName(key, scope))
        {
            scope.Diagnostics.Report(Rules.ReservedName, syntax.Key.Span, $"Enum '{key}' has the name of a type; choose another");
            return null;
        }

        if (CSharpName.Bind(syntax.Key, syntax.Name, $"enum '{key}'", scope.Diagnostics) is not { } name) return null;

        var underlying = BindUnderlying(syntax, scope);
        var members = syntax.Members.Select(member => BindMember(member, underlying, key, scope)).OfType<BoundEnumMember>();
        var isClosed = Settings.RefusesUnknown(syntax.Unknown, scope.Diagnostics) ?? false;
        return new(syntax, name, underlying is null ? null : new(name, underlying) { IsClosed = isClosed }) { Members = [.. members] };
    }

    private static IntegerType? BindUnderlying(EnumSyntax syntax, BindingScope scope)
    {
        if (syntax.Type is not { } text) return null;
        if (text.Text == "char") return new(1, false, ByteOrder.Big);
        if (IntegerTypes.Parse(text.Text, scope.Order) is { } type) return type;
        scope.Diagnostics.Report(
            Rules.EnumType,
            text.Span,
            $"Enum '{syntax.Key.Text}' has the type '{text.Text}'; an enum needs an integer such as u8 or i16, or char");
        return null;
    }

    private static BoundEnumMember? BindMember(EnumMemberSyntax syntax, IntegerType? underlying, string owner, BindingScope scope)
    {
        var title = $"member '{syntax.Key.Text}' of enum '{owner}'";
        if (CSharpName.Bind(syntax.Key, syntax.Name, title, scope.Diagnostics) is not { } name) return null;
        if (syntax.Value is not { } text || underlying is null) return new(syntax, name, null);

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        var value = IntegerLiteral.Read(text.Whole, underlying, out var problem);
        if (value is null)
        {
            scope.Diagnostics.Report(
                Rules.EnumValue,
                text.Span,
                $"Member '{syntax.Key.Text}' of enum '{owner}' cannot be '{text.Text}': {problem}");
        }

        return new(syntax, name, value);
    }
}
