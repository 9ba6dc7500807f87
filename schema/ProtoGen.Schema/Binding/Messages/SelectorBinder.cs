using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Binds what tells a message from the others: state, variant, id, header values. An answer has those of its request unless it says otherwise.</summary>
internal static class SelectorBinder
{
    /// <param name="syntax">The message.</param>
    /// <param name="from">Who sends it.</param>
    /// <param name="title">The message as a sentence begins with it.</param>
    /// <param name="request">The message it answers.</param>
    /// <param name="frames">The framings.</param>
    /// <param name="scope">The schema.</param>
    /// <returns>Null where something was reported, or where there is no usable frame.</returns>
    public static MessageSelector? Bind(MessageSyntax syntax, Direction from, string title, BoundMessage? request, BoundFrames frames, BindingScope scope)
    {
        if (!frames.IsUsable || (request is not null && request.Selector is null)) return null;

        var diagnostics = scope.Diagnostics;
        var errors = diagnostics.ErrorCount;
        var asked = request?.Selector;
        var state = BindState(syntax.State, title, asked, frames, diagnostics);
        var layouts = frames.Of(from, state).ToList();
        var variant = BindVariant(syntax.Variant, title, asked, ref layouts, diagnostics);
        if (from == Direction.Both && SideProblem(layouts, frames, state) is { } problem)
            diagnostics.Report(Rules.FramesOfSides, (syntax.Variant ?? syntax.Key).Span, $"{title} is sent by both sides, but {problem}; write it once for each side");
        if (diagnostics.ErrorCount > errors) return null;

        var selector = new MessageSelector { Layouts = layouts, State = state, Variant = variant };
        if (IdBinder.Bind(syntax, title, asked, selector, scope) is not { } withId) return null;
        var header = HeaderValueBinder.Bind(syntax.Header, title, asked, layouts, scope);
        return diagnostics.ErrorCount > errors ? null : withId with { Header = header };
    }

    /// <summary>Why a message cannot stand in the frames of both sides; null where it can.</summary>
    private static string? SideProblem(List<BoundLayout> layouts, BoundFrames frames, BoundState? state)
    {
        var ofClient = layouts.Where(frames.Of(Direction.Client, state).Contains).ToList();
        var ofServer = layouts.Where(frames.Of(Direction.Server, state).Contains).ToList();
        if (ofClient.Count == 0 || ofServer.Count == 0) return $"the {(ofClient.Count == 0 ? "client" : "server")}'s frame does not have its variant '{layouts[0].Syntax.SchemaName}'";
        var (client, server) = (ofClient[0].Ids.Count, ofServer[0].Ids.Count);
        var isAlike = ofClient.All(layout => layout.Ids.Count == client) && ofServer.All(layout => layout.Ids.Count == server);
        return isAlike && client != server ? $"the parts of its id are {client} in the client's frame and {server} in the server's" : null;
    }

    private static BoundState? BindState(YamlScalar? name, string title, MessageSelector? asked, BoundFrames frames, DiagnosticBag diagnostics)
    {
        if (name is null) return asked is not null ? asked.State : frames.States.Count > 0 ? frames.States[frames.States.Count - 1] : null;
        if (frames.States.FirstOrDefault(state => state.SchemaName == name.Text) is { } found) return found;

        var hint = NameSuggestion.DidYouMean(name.Text, frames.States.Select(state => state.SchemaName));
        diagnostics.Report(Rules.UnknownState, name.Span, $"{title} names the state '{name.Text}', which the schema does not have{hint}");
        return null;
    }

    private static string? BindVariant(YamlScalar? name, string title, MessageSelector? asked, ref List<BoundLayout> layouts, DiagnosticBag diagnostics)
    {
        if (name is null)
        {
            // An answer keeps to the variant of its request where its own side has a layout of that name.
            var kept = asked?.Variant is { } same ? layouts.Where(layout => layout.Frame.Variant == same).ToList() : [];
            if (kept.Count == 0) return null;
            layouts = kept;
            return asked!.Variant;
        }

        var known = layouts.Select(layout => layout.Syntax.SchemaName).ToList();
        var found = layouts.Where(layout => layout.Syntax.SchemaName == name.Text && name.Text.Length > 0).ToList();
        if (found.Count > 0)
        {
            layouts = found;
            return found[0].Frame.Variant;
        }

        diagnostics.Report(
            Rules.UnknownVariant,
            name.Span,
            $"{title} names the variant '{name.Text}', which its frame does not have{NameSuggestion.DidYouMean(name.Text, known)}");
        return null;
    }
}
