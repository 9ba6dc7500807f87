using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Binds the id of a message: a number for each value by which its frame tells messages apart.</summary>
internal static class IdBinder
{
    /// <summary>The selector with its id; null where something was reported.</summary>
    public static MessageSelector? Bind(MessageSyntax syntax, string title, MessageSelector? asked, MessageSelector selector, BindingScope scope)
    {
        var diagnostics = scope.Diagnostics;
        var parts = selector.Layout.Ids;
        if (selector.Layouts.Any(layout => layout.Ids.Count != parts.Count))
        {
            diagnostics.Report(
                Rules.UnknownVariant,
                syntax.Key.Span,
                $"{title} may have several variants, whose ids have different numbers of parts; add 'variant' to say which one it has");
            return null;
        }

        if (syntax.Ids.Count == 0) return Inherit(syntax, title, asked, selector, diagnostics);
        if (syntax.Ids is [{ IsPlain: true, Text: "else" } all])
        {
            if (parts.Count > 0) return selector with { IsElse = true };
            diagnostics.Report(Rules.IdParts, all.Span, $"{title} cannot catch unknown ids, since its frame has no id");
            return null;
        }

        var least = parts.Reverse().SkipWhile(part => part.IsOptional).Count();
        if (syntax.Ids.Count < least || syntax.Ids.Count > parts.Count)
        {
            diagnostics.Report(Rules.IdParts, syntax.IdAt, $"{title} has an id of {Count(syntax.Ids.Count)}, but its frame has {Describe(parts.Count)}");
            return null;
        }

        var ids = syntax.Ids.Select((text, index) => BindOne(text, index, title, asked, selector.Layouts, scope)).ToList();
        if (ids.Contains(null)) return null;
        return selector with { Ids = [.. ids.Select(id => id!.Value), .. Enumerable.Repeat(default(WireInteger), parts.Count - ids.Count)] };
    }

    private static MessageSelector? Inherit(MessageSyntax syntax, string title, MessageSelector? asked, MessageSelector selector, DiagnosticBag diagnostics)
    {
        var parts = selector.Layout.Ids.Count;
        if (asked is not null && (asked.IsElse || asked.Ids.Count == parts)) return selector with { Ids = asked.Ids, IsElse = asked.IsElse };
        if (parts == 0) return selector;
        diagnostics.Report(
            Rules.IdParts, syntax.Key.Span, $"{title} lacks the key 'id'; its frame tells messages apart by '{string.Join("', '", selector.Layout.Ids.Select(id => id.Path))}'");
        return null;
    }

    private static WireInteger? BindOne(
        YamlScalar text, int index, string title, MessageSelector? asked, IReadOnlyList<BoundLayout> layouts, BindingScope scope)
    {
        AmbiguousScalar.Warn(text, scope.Diagnostics);
        if (IdRule.Parse(text) is { } rule) return Apply(rule, text, index, title, asked, layouts, scope.Diagnostics);

        WireInteger? id = null;
        foreach (var part in layouts.Select(layout => layout.Ids[index]))
        {
            id = Read(text, part, scope, out var problem);
            if (id is not null) continue;
            if (problem.Length > 0) scope.Diagnostics.Report(Rules.InvalidId, text.Span, $"{title} cannot have the id '{text.Text}': {problem}");
            break;
        }

        return id;
    }

    private static WireInteger? Read(YamlScalar text, BoundId part, BindingScope scope, out string problem)
    {
        if (part.Type is EnumFieldType named)
            return EnumLiteral.Read(text.Whole, named, scope.EnumOf(named), out problem) is IntegerValue member ? member.Value : null;
        if (part.Type is CharType && CharLiteral.Read(text.Whole, out problem) is TextValue { Value: [var character] }) return new((long)character);
        if (IntegerLiteral.Read(text.Whole, part.Integer, out problem) is not { } id) return null;
        if (id.IsNegative || part.Bits == 64 || part.Bits == part.Integer.Size * 8 || id.Bits >> part.Bits == 0) return id;
        problem = $"'{part.Path}' has {part.Bits} bits, which hold 0 to {(1UL << part.Bits) - 1}";
        return null;
    }

    private static WireInteger? Apply(
        IdRule rule, YamlScalar text, int index, string title, MessageSelector? asked, IReadOnlyList<BoundLayout> layouts, DiagnosticBag diagnostics)
    {
        var problem = asked is null ? "only an answer can follow the id of another message"
            : index >= asked.Ids.Count ? "the message it answers has no such id"
            : null;
        if (problem is null)
        {
            var id = rule.Apply(asked!.Ids[index], layouts[0].Ids[index].Integer);
            if (id is { } made && layouts.All(layout => layout.Ids[index].Integer.Holds(made))) return made;
            problem = $"of {asked.Ids[index]} it makes a number that '{layouts[0].Ids[index].Path}' does not hold";
        }

        diagnostics.Report(Rules.IdRule, text.Span, $"{title} cannot have the id '{text.Text}': {problem}");
        return null;
    }

    private static string Count(int parts) => parts == 1 ? "1 part" : $"{parts} parts";

    private static string Describe(int parts) => parts == 0 ? "no id" : $"one of {Count(parts)}";
}
