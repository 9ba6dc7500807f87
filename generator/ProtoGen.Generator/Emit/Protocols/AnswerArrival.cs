using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>What arrives at one side under one key to answer what it said; several messages where the numbers of frames tell them apart.</summary>
/// <param name="Key">The key.</param>
/// <param name="First">The C# name of the first message of that key.</param>
/// <param name="Repeats">What it repeats of its request.</param>
/// <param name="IsHeartbeats">Whether it answers heartbeats and nothing else.</param>
/// <param name="MayComeUnasked">Whether the other side also says it, or something of its key, on its own.</param>
internal sealed record AnswerArrival(long Key, string First, EquatableArray<CorrelatedValue> Repeats, bool IsHeartbeats, bool MayComeUnasked)
{
    /// <summary>Whether the header alone says which request it answers, so that the body need not be looked at.</summary>
    public bool IsTold => Repeats.All(value => value.Place == CorrelationSource.Header);

    /// <summary>The member that takes it.</summary>
    public string Method => IsHeartbeats ? "Serve" + First : Repeats.Count > 0 ? "Complete" + First : "Complete";

    /// <summary>All that may arrive at a side, in schema order.</summary>
    public static IEnumerable<AnswerArrival> AllOf(ProtocolSource source, Direction side)
    {
        var requests = source.RequestsOf(side).ToList();
        var unasked = new HashSet<long>(source.SaidBy(DispatchEmitter.Other(side)).Select(message => message.Key));
        return requests.SelectMany(request => request.Arriving).Select(source.Message).GroupBy(answer => answer.Key).Select(group =>
        {
            var asking = requests.Where(request => request.Arriving.Any(answer => source.Message(answer).Key == group.Key));
            return new AnswerArrival(
                group.Key,
                group.First().Name,
                group.Select(answer => answer.Repeats).FirstOrDefault(repeats => repeats.Count > 0),
                asking.All(request => request.IsHeartbeatFrom(side)),
                unasked.Contains(group.Key));
        });
    }
}
