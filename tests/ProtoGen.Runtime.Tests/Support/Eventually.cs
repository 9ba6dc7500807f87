namespace ProtoGen.Runtime.Tests;

/// <summary>Waits for what other threads do, with a deadline.</summary>
internal static class Eventually
{
    public static async Task IsTrue(Func<bool> condition, int seconds = 10)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, "the condition did not come true in time");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
        }
    }
}
