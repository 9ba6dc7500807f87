namespace ProtoGen.Generator.Tests;

/// <summary>Emitted servers and clients of a protocol whose requests have several answers, one, or none.</summary>
public class ConversationTests
{
    [Theory]
    [InlineData(Conversation.Frame, "Plain")]
    [InlineData(Conversation.FrameWithHeader, "Numbered")]
    public Task The_protocol_reads_as_it_should(string frame, string name) => Verifier.Verify(
        GeneratorRun.Run(Conversation.Schema(frame)).Results[0].GeneratedSources
            .Where(file => file.HintName.EndsWith("TalkProtocol.g.cs", StringComparison.Ordinal)).Select(file => (file.HintName, file.SourceText.ToString())),
        method: name);

    [Fact]
    public void Headers_are_given_to_handlers_and_taken_from_callers() => EmittedProgram.Compile(Conversation.Schema(Conversation.FrameWithHeader), """
        using System.Threading.Tasks;
        using ProtoGen;
        using Tests.Talk;

        static class Use
        {
            static byte Unit(TalkContext context) => context.Header.Unit;
            static ValueTask<AskReplies> Ask(TalkClient client) => client.AskAsync(new() { Text = "" }, new TalkHeader { Unit = 1 });
            static SendResult Remark(TalkClient client) => client.TrySendRemark(new() { Text = "" }, new TalkHeader { Unit = 1 });
            static SendResult News(TalkPeer peer) => peer.TrySendNews(new() { Text = "" }, new TalkHeader { Unit = 2 });
            static BroadcastResult ToAll(TalkServer server) => server.BroadcastNews(new() { Text = "" }, new TalkHeader { Unit = 2 });
        }
        """);

    [Fact]
    public async Task Server_and_client_hold_the_conversation() => Assert.Equal(
        [
            "refused: RegisterRejected", "known: True", "told: 1", "seen: 2", "fault: 3", "look: 4", "silence: ", "fault: 5", "#1 #2 #3",
            "asked: asked ", "asked: asked 5", "other: 199 2", "late: 0 unknown: 0",
        ],
        await EmittedProgram.RunAsync(Conversation.Schema(Conversation.Frame), ConversationDriver.Plain));

    [Fact]
    public async Task Server_and_client_hold_the_conversation_with_numbers_and_headers() => Assert.Equal(
        [
            "refused: RegisterRejected", "known: True", "told: 1", "seen: 2", "fault: 3", "look: 4", "silence: ", "fault: 5", "#1 #2 #3",
            "remark 7: unasked", "asked: asked ", "asked: asked 5", "other: 199 2", "late: 0 unknown: 0",
        ],
        await EmittedProgram.RunAsync(Conversation.Schema(Conversation.FrameWithHeader), ConversationDriver.Numbered));
}
