using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Gives messages the keys that dispatchers switch on.</summary>
internal static class KeyAllotter
{
    /// <summary>Gives every message its key; true where keys are the ids themselves.</summary>
    public static bool Allot(IReadOnlyList<BoundMessage> messages, BoundFrames frames)
    {
        var known = messages.Where(message => message.Selector is not null).ToList();
        var areIds = HaveOneIdEach(known, frames);
        if (areIds)
        {
            foreach (var message in known.Where(message => !message.Selector!.IsElse)) message.Key = unchecked((long)message.Selector!.Ids[0].Bits);
            var ids = new HashSet<long>(known.Where(message => !message.Selector!.IsElse).Select(message => message.Key));
            foreach (var message in known.Where(message => message.Selector!.IsElse)) message.Key = FirstUnknown(ids);
            return true;
        }

        Number(known.Where(message => !message.Selector!.IsElse), number => number + 1L);
        Number(known.Where(message => message.Selector!.IsElse), number => number < UnknownIdPart.MaxKinds ? long.MinValue | ((long)number << UnknownIdPart.KeyBits) : 0);
        return false;
    }

    /// <summary>Where keys are ids, what is dispatched for unknown ones has a number that no known message has.</summary>
    private static long FirstUnknown(HashSet<long> known)
    {
        var number = long.MinValue;
        while (known.Contains(number)) number++;
        return number;
    }

    /// <summary>Gives messages of one signature one key.</summary>
    private static void Number(IEnumerable<BoundMessage> messages, Func<int, long> key)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var signature = message.Selector!.Signature;
            if (!numbers.TryGetValue(signature, out var number)) numbers.Add(signature, number = numbers.Count);
            message.Key = key(number);
        }
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
