namespace ProtoGen;

/// <summary>What became of the connections of a server that has stopped.</summary>
/// <param name="Closed">They ended before the drain time was over: in order, unless their peers broke them off.</param>
/// <param name="Aborted">They were not done when it was over, and were broken off.</param>
public readonly record struct StopResult(int Closed, int Aborted);
