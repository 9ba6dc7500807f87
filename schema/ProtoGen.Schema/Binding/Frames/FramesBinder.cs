using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds all that cuts bytes into frames: the frame of the schema, of each side, of each state.</summary>
internal static class FramesBinder
{
    public static BoundFrames Bind(SchemaSyntax syntax, BindingScope scope)
    {
        var (client, server) = BindSides(syntax.Frame, "", scope);
        var states = new List<BoundState>();
        foreach (var state in syntax.States)
        {
            var title = $"state '{state.Key.Text}'";
            var name = CSharpName.Bind(state.Key, state.Name, title, scope.Diagnostics) ?? "";
            var own = state.Frame is null ? (client, server) : BindSides(state.Frame, name, scope);
            if (state.Frame is null && syntax.Frame is null && !state.IsBroken)
            {
                scope.Diagnostics.Report(
                    Rules.FrameShape, state.Key.Span, $"State '{state.Key.Text}' has no frame; write 'frame:' in it, or one for the whole schema");
            }

            states.Add(new(state, name, own.Item1, own.Item2));
        }

        if (states.Count > 0 && StateBinder.MainOf(syntax, client, server, scope.Diagnostics) is { } main) states.Add(main);
        var frames = new BoundFrames(client, server, states);
        RequireOne(frames, "framer", framing => framing.Framer, scope.Diagnostics);
        RequireOne(frames, "reassemble", framing => framing.Reassembly?.Type, scope.Diagnostics);
        return frames;
    }

    /// <summary>A connection has one framer, whatever its state, and joins parts in one place.</summary>
    private static void RequireOne(BoundFrames frames, string key, Func<Framing, string?> type, DiagnosticBag diagnostics)
    {
        var all = frames.All.ToList();
        if (all.Count == 0) return;
        var needed = key == "framer" ? type(all[0].Framing) : all.Select(framing => type(framing.Framing)).FirstOrDefault(known => known is not null);
        if (all.FirstOrDefault(framing => type(framing.Framing) != needed && (key == "framer" || type(framing.Framing) is not null)) is not { } other) return;
        diagnostics.Report(
            Rules.FrameShape, other.Layouts[0].Syntax.At, $"All frames of a protocol have one '{key}', but here it is {Name(type(other.Framing))} and elsewhere {Name(needed)}");

        static string Name(string? type) => type is null ? "none" : $"'{type}'";
    }

    private static (BoundFraming? Client, BoundFraming? Server) BindSides(FrameSyntax? syntax, string name, BindingScope scope)
    {
        if (syntax is null) return (null, null);
        if (syntax.FromClient is { } client && syntax.FromServer is { } server)
            return (FramingBinder.Bind(client, name + "Client", scope), FramingBinder.Bind(server, name + "Server", scope));

        var both = FramingBinder.Bind(syntax, name, scope);
        return (both, both);
    }
}
