using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>Binds the <c>if</c> of a reply. Both sides judge it by the request alone, the sender before there are bytes.</summary>
internal static class ReplyConditionBinder
{
    /// <param name="text">The condition.</param>
    /// <param name="names">The request's names, all of its fields among them.</param>
    /// <param name="fields">Its fields, with what they are derived from.</param>
    /// <param name="scope">The schema.</param>
    public static Conditional? Bind(TextSlice text, NameScope names, IReadOnlyList<BoundField> fields, BindingScope scope)
    {
        var title = $"The reply of {names.Title}";
        if (ConditionBinder.Bind(text, title, names, scope) is not { } condition) return null;
        foreach (var term in condition.Terms)
        {
            if (Problem(term.Value, names, fields) is not { } problem) continue;
            scope.Diagnostics.Report(Rules.ReplyCondition, text.Span, $"{title} depends on {problem}");
            return null;
        }

        return condition;
    }

    private static string? Problem(ValueReference value, NameScope names, IReadOnlyList<BoundField> fields)
    {
        if (value is OuterValue outer)
        {
            return names.Parameters[outer.Index].Parameter is { Source: ParameterSource.Profile } fact
                ? $"the profile '{fact.Name}', which a client has not before it is connected; let the request say it"
                : null;
        }

        var own = (OwnValue)value;
        var field = fields.First(known => known.Syntax.Key.Text == own.Field).Field!;
        var derivation = own.Path.Count == 1 ? field.Derivation : field.DerivedParts.FirstOrDefault(part => part.Part == own.Path[1])?.Derivation;
        return derivation is null or ConstantDerivation or PresenceDerivation or PartsDerivation or TagDerivation
            ? null
            : $"'{own}', which is known only when the bytes are written; name what it follows from";
    }
}
