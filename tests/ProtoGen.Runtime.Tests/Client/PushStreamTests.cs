using ProtoGen.Connections;

namespace ProtoGen.Runtime.Tests.Client;

public sealed class PushStreamTests
{
    [Fact]
    public async Task A_slow_reader_loses_the_oldest_and_they_are_counted()
    {
        var stream = new PushStream<int>();
        using var stop = new CancellationTokenSource();
        stream.Publish(0, out var heard);
        Assert.False(heard);

        await using var reader = stream.Read(2, stop.Token).GetAsyncEnumerator();
        var first = reader.MoveNextAsync();
        stream.Publish(1, out heard);
        Assert.True(heard);
        Assert.True(await first.AsTask().WaitAsync(Engine.Deadline));
        for (var item = 2; item <= 5; item++) stream.Publish(item, out _);
        await stop.CancelAsync();

        var rest = new List<int>();
        while (await reader.MoveNextAsync().AsTask().WaitAsync(Engine.Deadline)) rest.Add(reader.Current);
        Assert.Equal([4, 5], rest);
        Assert.Equal(2, stream.Dropped);
    }
}
