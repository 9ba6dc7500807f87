using System.Text;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>Messages the server sends by itself, from many threads at once.</summary>
public class PushTests
{
    private const int Writers = 4;
    private const int Each = 500;

    [Theory, OverSockets, OverEpoll]
    public async Task Pushes_of_many_tasks_and_replies_between_them_arrive_whole_and_each_tasks_in_order(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        using var peer = await server.ConnectRegistered();
        Assert.True(server.TryGetPeer(Frames.Imei, out var device));

        var pushing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Push(device, writer))));
        var next = new int[Writers];
        for (var round = 0; round < Writers * Each / 100; round++)
        {
            await peer.Send(Frames.GetDateTime);
            for (var left = 100; left > 0;)
            {
                var frame = await peer.ReadFrame();
                if (frame[4] == Frames.NoticeId)
                {
                    left--;
                    var writer = frame[5];
                    Assert.Equal(Frames.Notice(writer, Text(writer, next[writer]++)).ToHex(), frame.ToHex());
                }
                else
                {
                    Assert.Equal(Frames.DateTimeReply().ToHex(), frame.ToHex());
                }
            }
        }

        await pushing.InTime();
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_push_that_waits_for_room_is_given_up_without_a_trace_in_the_stream(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        using var peer = await server.ConnectRegistered();
        Assert.True(server.TryGetPeer(Frames.Imei, out var device));
        using var cancel = new CancellationTokenSource();

        var (sent, waiting) = await device.Stuff(Big, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        var last = device.SendNoticeAsync(new() { Level = 9, Text = "last" }).AsTask();

        for (var index = 0; index < sent; index++) await peer.Expect(Frames.Notice(1, Big(index).Text));
        await peer.Expect(Frames.Notice(9, "last"));
        await last.InTime();
    }

    private static async Task Push(DeviceLinkPeer device, int writer)
    {
        for (var index = 0; index < Each; index++) await device.SendNoticeAsync(new() { Level = (byte)writer, Text = Text(writer, index) });
    }

    private static string Text(int writer, int index) => new StringBuilder($"{writer}.{index}:").Append('x', index * 31 % 3000).ToString();

    private static Notice Big(int index) => new() { Level = 1, Text = $"{index}:{new string('b', 60_000)}" };
}
