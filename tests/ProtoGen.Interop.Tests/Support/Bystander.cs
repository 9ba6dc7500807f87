using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A device that behaves: it beats every few milliseconds, whatever others do, and minds when an answer is late or wrong.</summary>
internal sealed class Bystander : IAsyncDisposable
{
    private readonly RawPeer _peer;
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    private readonly Task<int> _rounds;

    private Bystander(RawPeer peer)
    {
        _peer = peer;
        _rounds = Task.Run(Beat);
    }

    public static async Task<Bystander> Join(DeviceLinkServer server) => new(await server.ConnectRegistered("bystander"));

    /// <summary>Leaves; throws if any round failed or none was made.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        Assert.NotEqual(0, await _rounds.InTime());
        _peer.Dispose();
    }

    private async Task<int> Beat()
    {
        var rounds = 0;
        do
        {
            await _peer.Send(Frames.Heartbeat);
            byte[] frame;
            do frame = await _peer.ReadFrame();
            while (frame[4] == Frames.NoticeId);
            Assert.Equal(Frames.HeartbeatReply.ToHex(), frame.ToHex());
            rounds++;
        }
        while (await _timer.WaitForNextTickAsync());

        return rounds;
    }
}
