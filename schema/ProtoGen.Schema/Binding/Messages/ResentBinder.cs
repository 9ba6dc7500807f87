using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Binds <c>resent</c> of a message: values of its frame's header that say that it was sent before.</summary>
internal static class ResentBinder
{
    public static IReadOnlyList<VectorValue> Bind(MessageSyntax syntax, bool isIdempotent, MessageSelector? selector, BoundStructure body, BindingScope scope)
    {
        if (syntax.Resent.Count == 0 || selector is null) return [];
        var title = $"Message '{syntax.Key.Text}'";
        if (!isIdempotent)
        {
            scope.Diagnostics.Report(Rules.InvalidSetting, syntax.Resent[0].Key.Span, $"{title} says what it looks like when it is sent again, but it never is; add 'idempotent: true'");
            return [];
        }

        var values = HeaderValueBinder.Bind(syntax.Resent, title, null, selector.Layouts, scope);
        foreach (var entry in syntax.Resent.Where(entry => values.Any(value => value.Field == entry.Key.Text))) Check(entry.Key, title, selector, body, scope.Diagnostics);
        return values;
    }

    // A frame that is sent again is the one that was sent, but for the values themselves: nothing else may hang on them.
    private static void Check(YamlScalar name, string title, MessageSelector selector, BoundStructure body, DiagnosticBag diagnostics)
    {
        var problem = selector.Header.Any(value => value.Field == name.Text) ? "it is known by that value"
            : body.Parameters.Any(known => known.Parameter.Source == ParameterSource.Header && Touches(known.Parameter.Name, name.Text)) ? "its fields or its reply depend on that value"
            : selector.Layouts.Any(layout => layout.Frame.Fields.Any(field => DependsOn(field, name.Text))) ? "other fields of the frame depend on that value"
            : null;
        if (problem is not null) diagnostics.Report(Rules.HeaderValue, name.Span, $"{title} cannot have another '{name.Text}' when it is sent again: {problem}");
    }

    private static bool DependsOn(Field field, string name) =>
        (field.Presence is Conditional condition && condition.Terms.Any(term => Touches($"{term.Value}", name)))
        || (field.Type is SwitchType choice && Touches($"{choice.Tag}", name));

    private static bool Touches(string used, string set) =>
        used == set || set.StartsWith(used + ".", StringComparison.Ordinal) || used.StartsWith(set + ".", StringComparison.Ordinal);
}
