namespace ProtoGen.Interop.Tests.Links;

/// <summary>A link that is cut without a word to either side, in network namespaces.</summary>
public class SilentCutTests
{
    [RoutedTheory]
    [InlineData(0, ServerTransport.Portable)]
    [InlineData(100, ServerTransport.Portable)]
    [InlineData(0, ServerTransport.Epoll)]
    [InlineData(100, ServerTransport.Epoll)]
    public async Task A_silent_cut_is_noticed_by_both_sides_within_their_bounds_and_healing_leaves_one_session(int pushesPerSecond, ServerTransport transport)
    {
        await using var link = await RoutedLink.Make();
        await link.Start("server", "B", $"server 9089 {pushesPerSecond} {transport}");
        await link.Shell.Event("listening", "server");
        await link.Start("client", "A", $"client tcp://{RoutedLink.Server}:9089");
        await link.Shell.Event("state Ready 1", "client");
        if (pushesPerSecond > 0) await link.Shell.Event("notices 101", "client");

        var before = LinkPeer.Now;
        await link.Cut();
        var after = LinkPeer.Now;

        // In the order in which they have to come: the client probes, the server only watches.
        var lost = await link.Shell.Event("state Waiting 1", "client");
        Assert.EndsWith(nameof(DisconnectReason.HeartbeatTimeout), lost.Text, StringComparison.Ordinal);
        Assert.InRange(lost.At - before, TimeSpan.Zero, after - before + LinkPeer.Interval + LinkPeer.Ack + LinkPeer.TwoTicks + LinkPeer.Slack);
        var ended = await link.Shell.Event("ended", "server");
        Assert.Equal("ended HeartbeatTimeout", ended.Text);
        // The client's last byte before the cut may be nearly an interval old.
        Assert.InRange(ended.At - before, LinkPeer.Timeout - LinkPeer.Interval - LinkPeer.TwoTicks, after - before + LinkPeer.Timeout + LinkPeer.TwoTicks + LinkPeer.Slack);

        await link.Heal();
        await link.Shell.Event("registered", "server");
        await link.Shell.Event("status", "server"); // may have been put together before; the session is entered behind the handler, too
        for (var look = 0; look < 8; look++)
        {
            Assert.Equal("status connections=1 session=True sessions=1", (await link.Shell.Event("status", "server")).Text);
        }

        // Looked for afterwards: the lines of two processes come in either order.
        Assert.Equal(2, link.Shell.Transcript.Split('\n').Count(line => line.StartsWith("client:", StringComparison.Ordinal) && line.Contains(" state Ready ", StringComparison.Ordinal)));
        Assert.DoesNotContain("ended PeerReset", link.Shell.Transcript, StringComparison.Ordinal);
    }
}
