using ProtoGen.Server;

namespace ProtoGen.Runtime.Tests.Server;

public sealed class FileReserveTests
{
    [Fact]
    public void The_last_descriptors_are_kept_for_others()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var next = File.OpenHandle("/dev/null");
        var taken = (long)next.DangerousGetHandle();

        Assert.True(new FileReserve(taken + 20).IsTouched);
        Assert.False(new FileReserve(taken + 100_000).IsTouched);
        Assert.False(new FileReserve(long.MaxValue).IsTouched);
        Assert.False(FileReserve.OfProcess().IsTouched);
    }
}
