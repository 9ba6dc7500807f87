using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds what leads from one state to the next.</summary>
internal static class StateBinder
{
    /// <summary>The main state, where only earlier phases are written under <c>states</c>: it has the name by which they lead to it.</summary>
    public static BoundState? MainOf(SchemaSyntax schema, BoundFraming? client, BoundFraming? server, DiagnosticBag diagnostics)
    {
        var known = schema.States.Select(state => state.Key.Text).ToList();
        var open = schema.States.SelectMany(state => state.Next).Select(next => next.Value).OfType<YamlScalar>().Where(target => !known.Contains(target.Text)).ToList();
        if (open.Count == 0) return null;

        var main = open[0];
        foreach (var target in open.Where(target => target.Text != main.Text || schema.Frame is null))
        {
            diagnostics.Report(
                Rules.UnknownState, target.Span, $"'next' names the state '{target.Text}', which the schema does not have{NameSuggestion.DidYouMean(target.Text, known)}");
        }

        if (schema.Frame is null || CSharpName.Bind(main, null, $"state '{main.Text}'", diagnostics) is not { } name) return null;
        var syntax = new StateSyntax(main, null, null, []) { IsBroken = false };
        return new(syntax, name, client, server);
    }

    /// <summary>Finds the messages of <c>next</c>, once messages are known.</summary>
    public static void BindNext(BoundFrames frames, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        foreach (var state in frames.States)
        {
            var changes = new List<StateChange>();
            foreach (var entry in state.Syntax.Next)
            {
                var message = MessageLookup.Find(entry.Key, $"'next' of state '{state.SchemaName}'", messages, diagnostics);
                var target = entry.Value is YamlScalar name ? frames.States.FirstOrDefault(candidate => candidate.SchemaName == name.Text) : null;
                if (target is null && entry.Value is not YamlScalar { IsEmpty: false })
                    diagnostics.Report(Rules.WrongShape, entry.Value.Span, $"'next' leads from '{entry.Key.Text}' to the name of a state, but here it is {entry.Value.Kind}");
                if (message is null || target is null) continue;
                if (message.Selector is { State: { } said } && said != state)
                {
                    diagnostics.Report(
                        Rules.UnknownState,
                        entry.Key.Span,
                        $"'{message.SchemaName}' is said in state '{said.SchemaName}', so it cannot lead on from '{state.SchemaName}'; add 'state: {state.SchemaName}' to it");
                    continue;
                }

                changes.Add(new(message.Name, target.Name));
            }

            state.Next = changes;
        }
    }
}
