using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Binding.Messages;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds <c>framer</c>, <c>transform</c> and <c>reassemble</c>: code of the user's own around bodies and frames.</summary>
internal static class BodyChangeBinder
{
    /// <summary>The C# type that a key names; null, and perhaps a finding, where it names none.</summary>
    public static string? TypeOf(YamlScalar? scalar, string key, DiagnosticBag diagnostics)
    {
        if (scalar is null) return null;
        if (scalar.Text.Split('.').All(CSharpName.IsIdentifier)) return scalar.Text;
        diagnostics.Report(Rules.InvalidName, scalar.Span, $"{key} names '{scalar.Text}', which is no name of a C# type");
        return null;
    }

    /// <summary>The C# type that transforms a message's body; null, and perhaps a finding, where there is none.</summary>
    public static string? TypeOf(YamlScalar? scalar, MessageSelector? selector, DiagnosticBag diagnostics)
    {
        if (scalar is not null && selector is not null) RequireEnd(selector.Layouts, "transform", scalar.Span, diagnostics);
        return TypeOf(scalar, "'transform'", diagnostics);
    }

    /// <summary>Binds a change of bodies; null where there is none, or where it was reported.</summary>
    public static BodyChange? Bind(BodyChangeSyntax? syntax, string key, IReadOnlyList<BoundLayout> layouts, BindingScope scope)
    {
        if (syntax is null) return null;
        RequireEnd(layouts, key, syntax.At, scope.Diagnostics);
        var maxSize = Settings.ByteCount(syntax.MaxSize, "maxSize", scope.Diagnostics) ?? BodyChange.DefaultMaxSize(layouts.Max(layout => layout.Frame.MaxSize));
        if (TypeOf(syntax.With, $"'{key}'", scope.Diagnostics) is not { } type) return null;
        if (syntax.If is null) return new(type, null, default, maxSize);

        return BindCondition(syntax.If, key, layouts, scope, out var facts) is { } condition ? new(type, condition, facts, maxSize) : null;
    }

    /// <summary>Only its message knows where a body without a length ends, and the message is known only once the body is restored.</summary>
    private static void RequireEnd(IReadOnlyList<BoundLayout> layouts, string key, SourceSpan at, DiagnosticBag diagnostics)
    {
        if (layouts.All(layout => layout.Frame.Extent is not BodyExtent)) return;
        diagnostics.Report(
            Rules.FrameShape, at, $"'{key}' needs to know where a body ends, but the frame has no length; add a length, 'escape' or 'framer'");
    }

    // A value that a layout does not have counts as 0 there: the first layout that has all of them says what they are.
    private static Conditional? BindCondition(
        YamlScalar text, string key, IReadOnlyList<BoundLayout> layouts, BindingScope scope, out EquatableArray<string> facts)
    {
        var fitting = layouts.FirstOrDefault(layout => Names(text).All(name => layout.Structure.Find(name) is not null)) ?? layouts[0];
        var title = $"'{key}' of the frame";
        var names = new NameScope(fitting.Structure.Title, [], isRoot: true, scope);
        foreach (var field in fitting.Structure.Fields.Where(field => field.Field?.Type is not BodyType)) names.Add(field);

        facts = default;
        if (ConditionBinder.Bind(text.Whole.Trim(), title, names, scope) is not { } condition) return null;
        if (names.Parameters.FirstOrDefault(parameter => parameter.Parameter.Source != ParameterSource.Profile) is { } outside)
        {
            scope.Diagnostics.Report(Rules.UnknownField, outside.At, $"The condition of {title} names '{outside.Parameter.Name}', which the frame does not have");
            return null;
        }

        facts = names.Parameters.Select(parameter => parameter.Parameter.Name).ToEquatableArray();
        foreach (var own in condition.Terms.Select(term => term.Value).OfType<OwnValue>())
        {
            var field = fitting.Structure.Find(own.Field)!.Field!;
            var derivation = own.Path.Count == 1 ? field.Derivation : field.DerivedParts.FirstOrDefault(part => part.Part == own.Path[1])?.Derivation;
            if (derivation is null or PresenceDerivation) continue;
            scope.Diagnostics.Report(
                Rules.FrameField, text.Span, $"The condition of {title} names '{own}', which follows from other values; name one of the header, which users set");
            return null;
        }

        return condition;
    }

    private static IEnumerable<string> Names(YamlScalar text) => text.Text
        .Split([' ', '=', '!', '<', '>', '&'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word is not ("and" or "not" or "true" or "false") && char.IsLetter(word[0]) && !word.StartsWith("profile.", StringComparison.Ordinal))
        .Select(word => word.Split('.')[0]).Take(1);
}
