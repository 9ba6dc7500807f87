using ProtoGen.Schema.Binding.Frames;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Gives messages the keys that dispatchers switch on.</summary>
internal static class KeyAllotter
{
    /// <summary>Gives every message its key; true where keys are the ids themselves.</summary>
    public static bool Allot(IReadOnlyList<BoundMessage> messages, BoundFrames frames)
    {
        var known = messages.Where(message => message.Selector is not null).ToList();
        var areIds = HaveOneIdEach(known, frames);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var message in known)
        {
            var selector = message.Selector!;
            if (!numbers.TryGetValue(selector.Signature, out var number)) numbers.Add(selector.Signature, number = numbers.Count + 1);
            message.Key = !areIds ? number : selector.IsElse ? 0 : unchecked((long)selector.Ids[0].Bits);
        }

        return areIds;
    }

    /// <summary>Whether nothing but one integer tells messages apart.</summary>
    private static bool HaveOneIdEach(List<BoundMessage> messages, BoundFrames frames)
    {
        var ids = frames.All.SelectMany(framing => framing.Layouts).Select(layout => layout.Ids).ToList();
        return frames.States.Count == 0
            && frames.FromClient == frames.FromServer
            && ids.All(parts => parts.Count == 1 && parts[0].Integer.Size == ids[0][0].Integer.Size && parts[0].Integer.Signed == ids[0][0].Integer.Signed)
            && messages.All(message => message.Selector is { Variant: null, Header.Count: 0 });
    }
}
