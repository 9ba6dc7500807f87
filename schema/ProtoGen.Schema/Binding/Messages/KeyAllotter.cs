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

        Number([.. known.Where(message => !message.Selector!.IsElse)], frames, number => number + 1L);
        Number([.. known.Where(message => message.Selector!.IsElse)], frames, number => number < UnknownIdPart.MaxKinds ? long.MinValue | ((long)number << UnknownIdPart.KeyBits) : 0);
        return false;
    }

    /// <summary>Where keys are ids, what is dispatched for unknown ones has a number that no known message has.</summary>
    private static long FirstUnknown(HashSet<long> known)
    {
        var number = long.MinValue;
        while (known.Contains(number)) number++;
        return number;
    }

    /// <summary>Gives messages of one signature one key, and those that both sides say in frames of their own another one for the server's.</summary>
    private static void Number(IReadOnlyList<BoundMessage> messages, BoundFrames frames, Func<int, long> key)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        // What one side says may look like what both say in frames of their own: these come first, with the signatures that they have on each side.
        var sided = messages.Where(message => IsSided(message, frames)).Select(message => NumberSided(message, frames, numbers)).ToList();
        foreach (var message in messages)
        {
            var signature = message.Selector!.Signature;
            if (!numbers.TryGetValue(signature, out var number)) numbers.Add(signature, number = numbers.Values.DefaultIfEmpty(-1).Max() + 1);
            message.Key = key(number);
        }

        var next = numbers.Values.DefaultIfEmpty(-1).Max() + 1;
        var ofServer = sided.Select(key).Distinct().ToDictionary(own => own, _ => key(next++));
        foreach (var message in messages.Where(message => message.From.HasFlag(Direction.Server) && ofServer.ContainsKey(message.Key)))
            message.ServerKey = ofServer[message.Key];
    }

    private static int NumberSided(BoundMessage message, BoundFrames frames, Dictionary<string, int> numbers)
    {
        var selector = message.Selector!;
        var signatures = new[] { Direction.Client, Direction.Server }
            .Select(side => frames.Of(side, selector.State).ToList())
            .Select(own => (selector with { Layouts = [.. selector.Layouts.Where(own.Contains)] }).Signature)
            .Prepend(selector.Signature).ToList();
        var number = signatures.FirstOrDefault(numbers.ContainsKey) is { } known ? numbers[known] : numbers.Values.DefaultIfEmpty(-1).Max() + 1;
        foreach (var signature in signatures) numbers[signature] = number;
        return number;
    }

    /// <summary>Whether both sides say it, each in frames of its own.</summary>
    private static bool IsSided(BoundMessage message, BoundFrames frames) =>
        message.From == Direction.Both && !frames.Of(Direction.Client, message.Selector!.State).SequenceEqual(frames.Of(Direction.Server, message.Selector!.State));

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
