namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>The sample as its readers run it.</summary>
public class StoryTests
{
    [Fact]
    public async Task The_story_is_told_to_its_end()
    {
        await using var story = ModbusSample.Run();
        Assert.Equal(0, await story.Exit(TimeSpan.FromSeconds(30)));

        string[] wanted =
        [
            "registers 3 to 5: 0 1234 0; coils 0 to 3: 0010",
            "registers 999 and 1000 are refused: IllegalDataAddress",
            "64 requests on their way at once: all answered",
            "the slave is killed",
            "waits: PeerClosed",
            "is connected (connection 2)",
            "lost meanwhile:",
            "the same device at the end of a line",
            "registers 3 to 5: 0 1234 0; coils 0 to 3: 0010",
            "64 requests on their way at once: all answered",
            "the end",
        ];
        foreach (var line in wanted) await story.Expect(line);
    }
}
