using ProtoGen.Transports.Epoll;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

public sealed class ReceiveRoleTests
{
    [Fact]
    public void Nobody_reads_before_the_start_and_one_after_a_signal()
    {
        var role = default(ReceiveRole);
        Assert.False(role.Signal());
        role.Start();
        Assert.True(role.Signal());
        Assert.False(role.Signal());
    }

    [Fact]
    public void A_signal_that_comes_while_somebody_reads_makes_him_look_once_more()
    {
        var role = Reading();
        Assert.False(role.Signal());
        Assert.False(role.TryWait());
        Assert.True(role.TryWait());
        Assert.True(role.Signal());
    }

    [Fact]
    public void A_pause_that_is_over_before_it_began_is_none()
    {
        var role = Reading();
        Assert.False(role.Resume());
        Assert.False(role.TryPause());
        Assert.True(role.TryPause());
        Assert.True(role.Resume());
    }

    [Fact]
    public void A_signal_does_not_end_a_pause()
    {
        var role = Reading();
        Assert.False(role.Signal());
        Assert.True(role.TryPause());
        Assert.False(role.Signal());
        Assert.True(role.Resume());
        Assert.False(role.Resume());
    }

    [Fact]
    public void Whoever_waits_for_a_signal_is_not_paused_and_needs_no_end_of_a_pause()
    {
        var role = default(ReceiveRole);
        role.Start();
        Assert.False(role.Resume());
        Assert.True(role.Signal());
    }

    [Fact]
    public void A_start_does_not_take_the_role_from_who_reads_already()
    {
        var role = default(ReceiveRole);
        Assert.True(role.Resume());
        role.Start();
        Assert.False(role.Signal());
        Assert.False(role.TryWait());
        Assert.True(role.TryWait());
    }

    private static ReceiveRole Reading()
    {
        var role = default(ReceiveRole);
        role.Start();
        Assert.True(role.Signal());
        return role;
    }
}
