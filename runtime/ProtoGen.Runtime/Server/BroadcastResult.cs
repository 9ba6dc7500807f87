namespace ProtoGen;

/// <summary>What became of a broadcast, in connections.</summary>
/// <param name="Sent">The message stands in their send buffers.</param>
/// <param name="QueueFull">Too much was queued for them.</param>
/// <param name="NotReady">They were not registered yet, or closing.</param>
public readonly record struct BroadcastResult(int Sent, int QueueFull, int NotReady);
