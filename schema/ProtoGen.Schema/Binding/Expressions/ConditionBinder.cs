using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Expressions;

/// <summary>Reads <c>a</c>, <c>not a</c>, <c>a == v</c> and its like, <c>a &amp; mask</c>, joined by <c>and</c>.</summary>
internal static class ConditionBinder
{
    // Longer ones first: '<' would hide '<='.
    private static readonly (string Text, ConditionOperator Operator)[] Operators =
    [
        ("==", ConditionOperator.Equal), ("!=", ConditionOperator.NotEqual), ("<=", ConditionOperator.LessOrEqual),
        (">=", ConditionOperator.GreaterOrEqual), ("<", ConditionOperator.Less), (">", ConditionOperator.Greater), ("&", ConditionOperator.HasAnyBit),
    ];

    private static readonly IntegerType Any = new(8, true, ByteOrder.Big);

    /// <summary>Binds a condition; null where something was reported.</summary>
    public static Conditional? Bind(TextSlice text, string title, NameScope names, BindingScope scope)
    {
        var terms = new List<ConditionTerm>();
        var isBroken = false;
        foreach (var part in Split(text))
        {
            if (BindTerm(part, $"The condition of {Wording.InSentence(title)}", names, scope) is { } term) terms.Add(term);
            else isBroken = true;
        }

        return isBroken ? null : new(terms.ToEquatableArray());
    }

    private static IEnumerable<TextSlice> Split(TextSlice text)
    {
        for (var rest = text; ;)
        {
            var at = rest.Text.IndexOf(" and ", StringComparison.Ordinal);
            yield return (at < 0 ? rest : rest.Slice(0, at)).Trim();
            if (at < 0) yield break;
            rest = rest.From(at + " and ".Length);
        }
    }

    private static ConditionTerm? BindTerm(TextSlice term, string user, NameScope names, BindingScope scope)
    {
        var isNegated = term.Text.StartsWith("not ", StringComparison.Ordinal);
        var at = isNegated ? -1 : term.Text.IndexOfAny(['=', '!', '<', '>', '&']);
        if (at < 0)
        {
            var bare = isNegated ? term.From("not ".Length).Trim() : term;
            if (!IsName(bare.Text)) return Unreadable(term, user, scope);
            return names.Resolve(bare, user) is { } bit ? new(bit.Reference, isNegated ? ConditionOperator.IsClear : ConditionOperator.IsSet, 0) : null;
        }

        var rest = term.From(at).Text;
        var known = Operators.FirstOrDefault(candidate => rest.StartsWith(candidate.Text, StringComparison.Ordinal));
        var (name, literal) = (term.Slice(0, at).Trim(), term.From(Math.Min(term.Length, at + (known.Text?.Length ?? 1))).Trim());
        if (known.Text is null || !IsName(name.Text) || literal.Length == 0) return Unreadable(term, user, scope);
        if (names.Resolve(name, user) is not { } value) return null;
        if (ReadOperand(literal, value, scope, out var problem) is not { } operand)
            scope.Diagnostics.Report(Rules.InvalidValue, literal.Span, $"{user} cannot compare '{name.Text}' with '{literal.Text}': {problem}");
        else if (known.Operator == ConditionOperator.HasAnyBit && operand == 0)
            scope.Diagnostics.Report(Rules.InvalidValue, literal.Span, $"{user} never holds, as '& {literal.Text}' asks for no bit; write the bits of the mask");
        else
            return new(value.Reference, known.Operator, operand);
        return null;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text is not ("not" or "and") && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static ConditionTerm? Unreadable(TextSlice term, string user, BindingScope scope)
    {
        scope.Diagnostics.Report(
            Rules.InvalidFieldText,
            term.Span,
            $"{user} cannot be read: '{term.Text}' is neither 'a', 'not a', 'a == value' (or !=, <, <=, >, >=) nor 'a & mask'; 'and' alone joins such terms");
        return null;
    }

    /// <summary>A value as the field it is compared with would hold it.</summary>
    public static long? ReadOperand(TextSlice literal, ResolvedValue value, BindingScope scope, out string problem)
    {
        var type = value switch
        {
            { Part.Enum: { } named } => scope.Enums.First(known => known.Name == named).Type,
            { Part: { IsBool: true } } => new BoolType(),
            { Part: { } part } => new IntegerType((part.Width + 7) / 8, false, ByteOrder.Big),
            { Type: BitsFieldType bits } => bits.Underlying,
            { Type: SwitchType } or { Type: null } => Any,
            _ => value.Type!,
        };
        if (type is BoolType && literal.Text is "0" or "1") type = Any;
        if (type is null)
        {
            problem = "its enum has no type";
            return null;
        }

        return ValueReader.Read(type, literal, scope, out problem) switch
        {
            IntegerValue number => (long)number.Value.Bits,
            BoolValue truth => truth.Value ? 1 : 0,
            TextValue { Value: [var character] } => character,
            _ => null,
        };
    }
}
