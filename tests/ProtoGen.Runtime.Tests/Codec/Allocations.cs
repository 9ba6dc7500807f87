namespace ProtoGen.Runtime.Tests.Codec;

/// <summary>Counts what an action allocates once it is warm.</summary>
internal static class Allocations
{
    public static void AreNone(Action action)
    {
        for (var round = 0; round < 100; round++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
