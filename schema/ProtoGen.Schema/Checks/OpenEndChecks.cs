using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>A frame without a length ends where the fields of its message end: they must say so, and one key must mean one message.</summary>
internal static class OpenEndChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        var seen = new List<BoundMessage>();
        foreach (var message in schema.Messages.Where(message => !message.IsBroken && message.Selector is { } selector && selector.Layouts.Any(layout => layout.Frame.Extent is BodyExtent)))
        {
            if (Problem(message, seen) is { } problem)
            {
                diagnostics.Report(Rules.OpenEnd, message.Syntax.Key.Span, $"{message.Title} stands in a frame without a length, {problem}");
                message.IsBroken = true;
            }

            seen.Add(message);
        }
    }

    private static string? Problem(BoundMessage message, IReadOnlyList<BoundMessage> seen)
    {
        if (message.Selector!.IsElse) return "so nobody could find the end of unknown ones";
        if (message.Body.Trailing != Trailing.Error) return "so no bytes can follow its fields";
        if (BodyEnds.FirstOpen(message.Fields.Select(field => field.Field!)) is { } open)
            return $"but its field '{open.Name}' does not say where it ends; give it a size, a prefix or a terminator, or the frame a length";

        var layouts = message.Selector.Layouts.Where(layout => layout.Frame.Extent is BodyExtent).ToList();
        var alike = seen.FirstOrDefault(other => other.Selector!.Overlaps(message.Selector) && other.Selector.Layouts.Any(layouts.Contains));
        return alike is null ? null
            : $"and looks like {Wording.InSentence(alike.Title)} until its end, which nobody could find; give each side a frame of its own under 'client' and 'server'";
    }
}
