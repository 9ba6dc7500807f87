namespace ProtoGen.Package.Tests;

/// <summary>The first program of the README, published without a runtime beside it.</summary>
public class NativeSampleTests
{
    [Fact]
    public async Task DeviceLink_is_published_natively_without_a_warning_and_tells_its_whole_story()
    {
        await Feed.Packed;
        var checkout = new Shell(Feed.Place("checkout"), new Dictionary<string, string>());
        var (built, published) = (Feed.Place("native-built"), Feed.Place("native-published"));

        var publish = (await checkout.Dotnet("publish", "samples/DeviceLink", "-c", "Release", "--use-current-runtime", "-p:Aot=true", "-p:RunAnalyzers=false", "--artifacts-path", built, "-o", published)).Succeeded();
        var sample = Path.Combine(published, OperatingSystem.IsWindows() ? "DeviceLink.exe" : "DeviceLink");
        var story = (await checkout.Run(sample)).Succeeded();

        Assert.Empty(publish.Findings);
        Assert.False(File.Exists(Path.Combine(published, "DeviceLink.dll")));
        Assert.Contains("log.txt arrived intact", story.Text, StringComparison.Ordinal);
        Assert.Contains("the end", story.Text, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains("the end", (await checkout.Run(sample, "--transport", "epoll")).Succeeded().Text, StringComparison.Ordinal);
    }
}
