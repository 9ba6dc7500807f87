using ProtoGen.Connections;
using ProtoGen.Server;

namespace ProtoGen.Runtime.Tests.Server;

/// <summary>Peers by the keys of their sessions: all are found while others come and go.</summary>
public sealed class SessionTableTests
{
    private readonly SessionTable<long> _table = new();

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 16)]
    [InlineData(1L << 33)]
    public void Each_of_many_is_found_by_its_key_until_it_leaves(long step)
    {
        var peers = Enumerable.Range(0, 5_000).Select(index => Add(index * step)).ToArray();
        Assert.Equal(5_000, _table.Count);
        Assert.All(peers, peer => Assert.Same(peer, _table.Find(peer.SessionKey)));
        Assert.Null(_table.Find(-1));

        foreach (var peer in peers.Where((_, index) => index % 3 != 0)) peer.EndSession();
        Assert.All(peers.Index(), peer => Assert.Equal(peer.Index % 3 == 0, _table.Find(peer.Item.SessionKey) is not null));
        Assert.Equal(1_667, _table.Count);
    }

    [Fact]
    public void A_newer_one_takes_the_key_over_and_the_end_of_the_older_removes_nothing()
    {
        var older = Add(7);
        var newer = new Known();
        Assert.True(newer.TryBeginSession(_table, 7, null, DuplicateSessions.TakeOver, out var before));
        Assert.Same(older, before);

        older.EndSession();
        Assert.Same(newer, _table.Find(7));
        newer.EndSession();
        newer.EndSession();
        Assert.Null(_table.Find(7));
        Assert.Equal(0, _table.Count);
    }

    [Fact]
    public void One_that_registers_anew_has_not_lost_its_session_to_who_took_its_old_key()
    {
        var older = Add(7);
        Assert.False(older.HasLostSession);
        Assert.True(new Known().TryBeginSession(_table, 7, null, DuplicateSessions.TakeOver, out _));
        Assert.True(older.HasLostSession);

        older.EndSession();
        Assert.False(older.HasLostSession);
        Assert.True(older.TryBeginSession(_table, 8, null, DuplicateSessions.TakeOver, out _));
        Assert.False(older.HasLostSession);
        Assert.Same(older, _table.Find(8));
    }

    [Fact]
    public void One_that_registers_anew_is_found_under_its_new_key_alone()
    {
        var peer = Add(7);
        peer.EndSession();
        Assert.True(peer.TryBeginSession(_table, 8, null, DuplicateSessions.TakeOver, out _));
        Assert.Null(_table.Find(7));
        Assert.Same(peer, _table.Find(8));
    }

    [Fact]
    public async Task Those_that_stay_are_found_while_others_come_and_go_on_many_threads()
    {
        var staying = Enumerable.Range(0, 100).Select(index => Add(index)).ToArray();
        var all = Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var own = new Known();
            for (var round = 0; round < 20_000; round++)
            {
                // The same keys on every thread, now and then those of another connection of the same device.
                Assert.True(own.TryBeginSession(_table, 1_000 + (round % 50), null, DuplicateSessions.TakeOver, out _));
                Assert.Same(staying[round % 100], _table.Find(round % 100));
                own.EndSession();
            }
        }));
        await Task.WhenAll(all);
        Assert.Equal(100, _table.Count);
        Assert.All(Enumerable.Range(1_000, 50), key => Assert.Null(_table.Find(key)));
    }

    private Known Add(long key)
    {
        var peer = new Known();
        Assert.True(peer.TryBeginSession(_table, key, null, DuplicateSessions.TakeOver, out var before));
        Assert.Null(before);
        return peer;
    }

    private sealed class Known : Peer<long>
    {
        protected override EngineConnection EngineConnection => throw new InvalidOperationException("It has none.");
    }
}
