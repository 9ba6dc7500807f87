namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>Conversations that go through states are shown by tshark as decode says.</summary>
public sealed class StateDissectorTests : IDisposable
{
    private const int Port = 19090;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Each conversation with every frame in one segment, in two, in segments of a few bytes, and with frames that share one.</summary>
    public static TheoryData<string, int> Conversations
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var conversation in WholeConversation.All)
            {
                foreach (var segments in new[] { 1, 2, 9, 0 }) cases.Add(conversation.Schema, segments);
            }

            return cases;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_protocol_with_states_has_a_whole_conversation() => Assert.Equal(
        Tests.Schemas.Names.Where(schema => Tests.Schemas.Load(schema) is { States.Count: > 0, Vectors.Count: > 0 }), WholeConversation.All.Select(known => known.Schema).Order(StringComparer.Ordinal));

    [TsharkTheory]
    [MemberData(nameof(Conversations))]
    public async Task A_whole_conversation_is_shown_as_it_is_decoded(string schema, int segments)
    {
        var conversation = WholeConversation.All.First(known => known.Schema == schema);
        var protocol = Tests.Schemas.Load(schema);
        var file = Path.Combine(_folder.FullName, "whole.pcap");
        await File.WriteAllBytesAsync(file, conversation.Capture(protocol, Port, segments));
        Assert.Equal(conversation.Said, await Dissection.AssertSame(Tests.Schemas.PathOf(schema), protocol, file, Port));
    }
}
