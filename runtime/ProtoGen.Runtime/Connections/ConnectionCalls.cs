using ProtoGen.Client;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

/// <summary>What this side says on its own account: requests in flight, and frames that wait for room. The connection's gate guards it.</summary>
internal sealed class ConnectionCalls(long lostReplyTimeout, QueueRules? rules)
{
    public OutstandingRequests Requests { get; } = new(lostReplyTimeout);

    public WaitingFrames Waiting { get; } = new(rules);
}
