using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Expressions;

/// <summary>Reads what follows <c>=</c>: a constant, <c>bytes(a..b)</c>, <c>count(list)</c>, a check, or the name of another value.</summary>
internal static class ExpressionBinder
{
    private const string CeilBelongsToSizes = "'ceil' has no way back, so it belongs to sizes";

    /// <summary>Binds an expression for a value of a type; null where something was reported.</summary>
    public static Derivation? Bind(TextSlice text, FieldType type, string title, NameScope names, BindingScope scope)
    {
        if (type is SwitchType choice && choice.IsNumber()) return BindWidth(text, title, names, scope);
        if (type is not (IntegerType or VarintType or EnumFieldType or BitsFieldType)) return Constant(text, type, title, names, scope);
        if (ArithmeticParser.Unwrap(text) is var (core, outer) && IsCall(core.Text)) return BindCall(core, outer, title, names, scope);
        if (ReadConstant(text, type, scope, out var problem) is { } value) return new ConstantDerivation(value);

        if (!text.IsQuoted && ArithmeticParser.Parse(text) is var (name, steps) && names.Names.Concat(["header", "profile"]).Contains(name.Text.Split('.')[0]))
        {
            if (steps.Any(step => step.Operator == ArithmeticOperator.CeilingDivide)) return Refuse(text, CeilBelongsToSizes, title, scope);
            return names.Resolve(name, title) is { } source ? new RepeatDerivation(source.Reference, steps) : null;
        }

        if (problem.Length > 0) scope.Diagnostics.Report(Rules.InvalidConstant, text.Span, $"{title} cannot be '{text.Text}': {problem}");
        return null;
    }

    /// <summary>A number of several widths counts something: which width it has follows from the number.</summary>
    private static Derivation? BindWidth(TextSlice text, string title, NameScope names, BindingScope scope)
    {
        var derivation = ArithmeticParser.Unwrap(text) is var (core, outer) && IsCall(core.Text) ? BindCall(core, outer, title, names, scope) : null;
        if (derivation is BytesDerivation or ElementsDerivation or PresentDerivation) return derivation;
        return Refuse(text, "a number of several widths is 'bytes(a..b)' or 'count(a)', with arithmetic", title, scope);
    }

    /// <summary>Whether a text is a name and an opening parenthesis: never a constant of a number.</summary>
    private static bool IsCall(string text) =>
        text.IndexOf('(') is > 0 and var at && text.Take(at).All(c => char.IsLetterOrDigit(c) || c is '_' or '/' or '-');

    private static ConstantDerivation? Constant(TextSlice text, FieldType type, string title, NameScope names, BindingScope scope)
    {
        // A text may be anything, even the name of a field that somebody wants repeated.
        if (type is TextType or CharType && !text.IsQuoted && names.Names.Contains(text.Text))
        {
            scope.Diagnostics.Report(
                Rules.InvalidConstant,
                text.Span,
                $"{title} cannot be '{text.Text}', which names a field; only numbers are repeated, and a text that reads so is put in quotes");
            return null;
        }

        if (type is ListType or StructType or SwitchType or CodecType or BitListType)
        {
            scope.Diagnostics.Report(
                Rules.InvalidConstant,
                text.Span,
                $"{title} cannot be '{text.Text}': only numbers, enums, bits, bool, text, bytes and bcd have constants");
            return null;
        }

        if (ReadConstant(text, type, scope, out var problem) is { } value) return new(value);
        if (problem.Length > 0) scope.Diagnostics.Report(Rules.InvalidConstant, text.Span, $"{title} cannot be '{text.Text}': {problem}");
        return null;
    }

    private static FieldValue? ReadConstant(TextSlice text, FieldType type, BindingScope scope, out string problem) =>
        ValueReader.Read(type is BitsFieldType bits ? bits.Underlying : type, text, scope, out problem);

    private static Derivation? BindCall(TextSlice text, EquatableArray<ArithmeticStep> outer, string title, NameScope names, BindingScope scope)
    {
        var open = text.Text.IndexOf('(');
        var close = text.Text.LastIndexOf(')');
        if (close < open) return Refuse(text, "a parenthesis is not closed", title, scope);

        var (function, inner) = (text.Slice(0, open), text.Slice(open + 1, close - open - 1).Trim());
        if (ArithmeticParser.ParseSteps(text.From(close + 1)) is not { } first)
            return Refuse(text, "after the parenthesis only '+ n', '- n', '* n' and '/ n' may follow, and a sum is put in parentheses before it is multiplied", title, scope);

        var steps = first.Concat(outer).ToEquatableArray();
        return function.Text switch
        {
            "bytes" when scope.LayoutBody is { } body && OfMessage(inner, names, body) is { } range => new MessageBytesDerivation(range, steps),
            "bytes" => RangeOf(inner, title, names, scope) is { } range ? new BytesDerivation(range, steps) : null,
            "ceil" => Refuse(text, CeilBelongsToSizes, title, scope),
            "count" => BindCount(inner, steps, title, names, scope),
            _ => BindCheck(function, inner, steps, title, names, scope),
        };
    }

    private static Derivation? BindCount(TextSlice inner, EquatableArray<ArithmeticStep> steps, string title, NameScope names, BindingScope scope)
    {
        if (RangeOf(inner, title, names, scope) is not { } range) return null;
        return range.First == range.Last && inner.Text.IndexOf("..", StringComparison.Ordinal) < 0
            ? new ElementsDerivation(range.First, steps)
            : new PresentDerivation(range, steps);
    }

    private static CheckDerivation? BindCheck(
        TextSlice function, TextSlice inner, EquatableArray<ArithmeticStep> steps, string title, NameScope names, BindingScope scope)
    {
        if (Checksums.Find(function.Text, scope) is not { } checksum)
        {
            if (scope.BrokenChecks.Contains(function.Text)) return null;
            var hint = NameSuggestion.DidYouMean(function.Text, Checksums.Names(scope).Concat(["bytes", "count"]));
            scope.Diagnostics.Report(
                Rules.UnknownCheck,
                function.Span,
                $"{title} is derived by '{function.Text}', which is neither 'bytes', 'count' nor a check{hint}");
            return null;
        }

        if (steps.Count > 0)
        {
            Refuse(function, "nothing is added to a check", title, scope);
            return null;
        }

        const string Extra = "extra";
        var plus = inner.Text.IndexOf('+');
        var hasExtra = plus >= 0 && inner.From(plus + 1).Trim().Text == Extra;
        var ranged = hasExtra ? inner.Slice(0, plus).Trim() : inner;
        return RangeOf(ranged, title, names, scope) is { } range ? new(checksum, range, hasExtra) : null;
    }

    /// <summary>A range of a layout that names what the layout has not, so that a message must have it; null for any other.</summary>
    private static FieldRange? OfMessage(TextSlice inner, NameScope names, string body)
    {
        var (first, last) = Ends(inner);
        var order = names.Names.ToList();
        var (from, to, at) = (order.IndexOf(first.Text), order.IndexOf(last.Text), order.IndexOf(body));
        var isName = first.Length > 0 && last.Length > 0 && (first.Text + last.Text).All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
        return isName && (from < 0 || to < 0) && from < at && (to < 0 || to > at) ? new(first.Text, last.Text) : null;
    }

    private static (TextSlice First, TextSlice Last) Ends(TextSlice inner)
    {
        var dots = inner.Text.IndexOf("..", StringComparison.Ordinal);
        return ((dots < 0 ? inner : inner.Slice(0, dots)).Trim(), (dots < 0 ? inner : inner.From(dots + 2)).Trim());
    }

    /// <summary>Reads <c>a..b</c>, or <c>a</c> alone.</summary>
    private static FieldRange? RangeOf(TextSlice inner, string title, NameScope names, BindingScope scope)
    {
        var (first, last) = Ends(inner);
        foreach (var name in new[] { first, last })
        {
            if (names.Names.Contains(name.Text)) continue;
            scope.Diagnostics.Report(
                Rules.RangeName,
                name.Span,
                $"{title} is derived from the range '{inner.Text}', but {names.Title} has no field '{name.Text}'" +
                NameSuggestion.DidYouMean(name.Text, names.Names));
            return null;
        }

        var order = names.Names.ToList();
        if (order.IndexOf(first.Text) <= order.IndexOf(last.Text)) return new(first.Text, last.Text);
        scope.Diagnostics.Report(
            Rules.RangeName,
            inner.Span,
            $"{title} is derived from the range '{inner.Text}', which runs backwards; write '{last.Text}..{first.Text}'");
        return null;
    }

    private static Derivation? Refuse(TextSlice text, string problem, string title, BindingScope scope)
    {
        scope.Diagnostics.Report(Rules.InvalidFieldText, text.Span, $"{title} is derived by '{text.Text}', which cannot be read: {problem}");
        return null;
    }
}
