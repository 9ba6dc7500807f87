using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds <c>profiles</c>: each fact is a type and, after <c>=</c>, its default; 0 or false where none is given.</summary>
internal static class ProfileBinder
{
    public static IReadOnlyList<ProfileFact> BindAll(IReadOnlyList<FieldSyntax> profiles, BindingScope scope) =>
        [.. profiles.Select(syntax => Bind(syntax, scope)).OfType<ProfileFact>()];

    private static ProfileFact? Bind(FieldSyntax syntax, BindingScope scope)
    {
        var key = syntax.Key.Text;
        var title = $"Profile '{key}'";
        if (syntax.Type is not { } typeSyntax)
        {
            if (!syntax.IsBroken) scope.Diagnostics.Report(Rules.InvalidFieldText, syntax.Key.Span, $"{title} has no type; write one, such as '{key}: u8 = 4'");
            return null;
        }

        var property = CSharpName.Bind(syntax.Key, syntax.Name, $"profile '{key}'", scope.Diagnostics);
        var type = TypeBinder.Bind(typeSyntax, new(title, null, scope));
        if (property is null || type is null) return null;
        if (type is not (IntegerType or BoolType or EnumFieldType))
        {
            scope.Diagnostics.Report(Rules.NotANumber, typeSyntax.Whole.Span, $"{title} is a fact that conditions compare; it is an integer, an enum or a bool");
            return null;
        }

        return BindDefault(syntax.Expression, type, title, scope) is { } value
            ? new() { Name = key, Property = property, Doc = syntax.Doc?.Prose, Type = type, Default = value }
            : null;
    }

    private static FieldValue? BindDefault(TextSlice? expression, FieldType type, string title, BindingScope scope)
    {
        if (expression is not { } text) return type is BoolType ? new BoolValue(false) : new IntegerValue(new(0L));
        if (ValueReader.Read(type, text, scope, out var problem) is { } value) return value;
        if (problem.Length > 0) scope.Diagnostics.Report(Rules.InvalidConstant, text.Span, $"{title} cannot be '{text.Text}': {problem}");
        return null;
    }
}
