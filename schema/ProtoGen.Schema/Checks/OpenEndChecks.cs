using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>A frame without a length ends where the fields of its message end: they must say so, and what begins alike must end alike.</summary>
internal static class OpenEndChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        var ends = OpenEnds.Of(schema);
        var seen = new List<BoundMessage>();
        foreach (var message in schema.Messages.Where(message => !message.IsBroken && OpenLayouts(message).Any()))
        {
            if (Problem(message, ends, seen) is { } problem)
            {
                diagnostics.Report(Rules.OpenEnd, message.Syntax.Key.Span, $"{message.Title} stands in a frame without a length, {problem}");
                message.IsBroken = true;
            }

            seen.Add(message);
        }
    }

    private static IEnumerable<BoundLayout> OpenLayouts(BoundMessage message) =>
        message.Selector?.Layouts.Where(layout => layout.Frame.Extent is BodyExtent) ?? [];

    private static string? Problem(BoundMessage message, OpenEnds ends, IReadOnlyList<BoundMessage> seen)
    {
        if (message.Selector!.IsElse) return "so nobody could find the end of unknown ones";
        if (message.Body.Trailing != Trailing.Error) return "so no bytes can follow its fields";
        if (ends.Problem(Fields(message)) is { } open) return open;
        if (message.Body.Parameters.FirstOrDefault(parameter => !IsBefore(parameter.Parameter, message)) is { } late)
        {
            return $"but depends on '{late.Parameter.Name}', which is {(late.Parameter.Source == ParameterSource.Header ? "behind its end" : "not known where frames are cut")}; " +
                "let it depend on a field before the body, or give the frame a length";
        }

        var layouts = OpenLayouts(message).ToList();
        var alike = seen.FirstOrDefault(other => other.Selector!.Overlaps(message.Selector) && other.Selector.Layouts.Any(layouts.Contains) && !EndAlike(message, other));
        return alike is null ? null
            : $"and looks like {Wording.InSentence(alike.Title)} until its end, which nobody could find; give each side a frame of its own under 'client' and 'server'";
    }

    private static IEnumerable<Field> Fields(BoundMessage message) => message.Fields.Select(field => field.Field!);

    private static bool IsBefore(Parameter parameter, BoundMessage message) => parameter.Source == ParameterSource.Header
        && OpenLayouts(message).All(layout => layout.Frame.Tail.All(field => field.Name != parameter.Name.Split('.')[0]));

    /// <summary>Whether the same bytes end at the same place as either of two messages.</summary>
    private static bool EndAlike(BoundMessage one, BoundMessage other)
    {
        if (FixedSize(one) is { } size) return size == FixedSize(other);
        return Fields(one).SequenceEqual(Fields(other)) && one.Body.Parameters.Select(known => known.Parameter).SequenceEqual(other.Body.Parameters.Select(known => known.Parameter));
    }

    private static long? FixedSize(BoundMessage message)
    {
        var sizes = Fields(message).Select(BodySizes.Fixed).ToList();
        return sizes.All(size => size is not null) ? sizes.Sum(size => (long)size!.Value) : null;
    }
}
