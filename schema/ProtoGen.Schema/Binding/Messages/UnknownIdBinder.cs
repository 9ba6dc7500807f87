using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Gives messages that catch unknown ids what they hold of them: a property for each number of the id, and a place for it in their key.</summary>
internal static class UnknownIdBinder
{
    /// <param name="messages">All messages, which have their keys.</param>
    /// <param name="areIds">Whether keys are the ids themselves.</param>
    /// <param name="diagnostics">Where to report what cannot be held.</param>
    public static void Bind(IReadOnlyList<BoundMessage> messages, bool areIds, DiagnosticBag diagnostics)
    {
        foreach (var message in messages.Where(message => message.Selector is { IsElse: true }))
        {
            var (client, server) = (KnownOf(Direction.Client, message, messages), KnownOf(Direction.Server, message, messages));
            message.KnownIds = message.From switch { Direction.Client => client, Direction.Server => server, _ => [.. client.Intersect(server)] };
            if (message.From == Direction.Both) (message.KnownIdsOfClient, message.KnownIdsOfServer) = ([.. client.Except(server)], [.. server.Except(client)]);
            if (Problem(message, messages, areIds) is { } problem)
            {
                message.IsBroken = true;
                diagnostics.Report(Rules.IdParts, message.IdAt, $"{message.Title} cannot catch unknown ids, since {problem}");
                continue;
            }

            message.UnknownId = Parts(message, message.Selector!.Layout.Ids, areIds);
        }
    }

    /// <summary>The ids by which alone a side's messages are known, in whichever layout: it cannot have these where that side says it.</summary>
    private static List<EquatableArray<WireInteger>> KnownOf(Direction side, BoundMessage message, IReadOnlyList<BoundMessage> messages) =>
        [.. messages.Where(other => other.From.HasFlag(side) && IsKnownTo(other, message.Selector!)).Select(other => other.Selector!.Ids.ToEquatableArray()).Distinct()];

    private static bool IsKnownTo(BoundMessage other, MessageSelector selector) => other.Selector is { IsElse: false, Ids.Count: > 0 } known
        && known.State == selector.State
        && (known.Variant is null || known.Variant == selector.Variant)
        && known.Header.All(value => selector.Header.Contains(value));

    private static string? Problem(BoundMessage message, IReadOnlyList<BoundMessage> messages, bool areIds)
    {
        var selector = message.Selector!;
        var ids = selector.Layout.Ids;
        if (selector.Layouts.Any(layout => !layout.Ids.Select(Shape).SequenceEqual(ids.Select(Shape))))
        {
            return selector.DiffersBySide
                ? "they differ between the client's frame and the server's; write it once for each side"
                : "they differ between its variants; add 'variant' to say which one it has";
        }

        if (messages.FirstOrDefault(other => other.Key == message.Key && !other.Extra.Equals(message.Extra)) is { } twin) return $"its frames look like those of '{twin.SchemaName}', which have other 'extra' bytes";
        if (areIds) return null;

        var bits = ids.Sum(id => id.Bits);
        if (bits > UnknownIdPart.KeyBits) return $"they take {bits} bits, and beside variants, header values, states or further parts at most {UnknownIdPart.KeyBits} can be told apart";
        return message.Key < 0 && message.ServerKey is null or < 0 ? null : $"more than {UnknownIdPart.MaxKinds} messages do";
    }

    private static (FieldType, int) Shape(BoundId id) => (id.Type, id.Bits);

    private static List<UnknownIdPart> Parts(BoundMessage message, IReadOnlyList<BoundId> ids, bool areIds)
    {
        var taken = new HashSet<string>(ReservedNames.MessageMembers.Concat(ReservedNames.ViewMembers).Concat(["TrailingBytes", message.Name]), StringComparer.Ordinal);
        foreach (var field in message.Fields.Select(field => field.Field).OfType<Field>())
        {
            var name = field.Property ?? CSharpName.FromSchema(field.Name) ?? field.Name;
            taken.UnionWith([name, name + "Raw", "Has" + name, "Kept" + name, "Left" + name]);
        }

        var parts = new List<UnknownIdPart>();
        var shift = areIds ? 0 : ids.Sum(id => id.Bits);
        foreach (var id in ids)
        {
            if (!areIds) shift -= id.Bits;
            var property = ids.Count == 1 ? "Id" : string.Concat(id.Path.Path.Select(step => CSharpName.FromSchema(step) ?? "Id"));
            while (!taken.Add(property)) property = "Message" + property;
            parts.Add(new(id.Path.ToString(), property, id.Type, id.Integer, id.Bits, shift));
        }

        return parts;
    }
}
