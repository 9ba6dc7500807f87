using System.Text.Json;
using ProtoGen.Tool.Comparing;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Comparing;

/// <summary>Each class that is claimed is proven: frames of one schema are walked by the other.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly SchemaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<KnownChange> All() => [.. KnownChanges.Types, .. KnownChanges.Fields, .. KnownChanges.Named, .. KnownChanges.Messages];

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void The_class_of_a_change_is_what_frames_say(KnownChange change)
    {
        var (before, after) = (KnownChange.Compile(change.Old), KnownChange.Compile(change.New));
        var changes = ProtocolComparison.Run(before, after);
        Assert.NotEmpty(changes);
        Assert.True(change.Class == changes[0].ClassName, string.Join("\n", changes));
        Assert.All(changes, found => Assert.True(found.Path.Length > 0 && found.What.Length > 0 && found.Reason.EndsWith('.'), found.ToString()));

        var (oldFrame, newFrame) = (change.OldFrame, change.NewFrame ?? change.OldFrame);
        var asMeant = ReadAs.Of(before, oldFrame);
        Assert.NotNull(asMeant);
        var asRead = ReadAs.Of(after, oldFrame);
        if (change.Class == "wire-breaking")
        {
            Assert.False(asRead is not null && asMeant.Agrees(asRead), "old bytes are read as before");
            return;
        }

        Assert.True(asRead is not null && asMeant.Agrees(asRead), "old bytes are refused, or read as other values");
        var newAsMeant = ReadAs.Of(after, newFrame);
        Assert.NotNull(newAsMeant);
        var newAsRead = ReadAs.Of(before, newFrame);
        Assert.Equal(change.Class != "reader-breaking", newAsRead is not null && newAsMeant.Agrees(newAsRead));
    }

    [Theory]
    [InlineData("heartbeat: { message: Ping, every: 3s, timeout: 10s }", "heartbeat: { message: Ping, every: 4s, timeout: 10s }", "safe")]
    [InlineData("heartbeat: { message: Ping, every: 3s, timeout: 10s }", "heartbeat: { message: Ping, every: 9s, timeout: 30s }", "reader-breaking")]
    [InlineData("heartbeat: { message: Ping, every: 3s, timeout: 10s }", "", "reader-breaking")]
    [InlineData("register: { message: Login, required: false }", "register: { message: Login }", "reader-breaking")]
    [InlineData("register: { message: Login }", "register: { message: Login, accept: code == 0 }", "reader-breaking")]
    [InlineData("register: { message: Login }", "register: { message: Login, key: user }", "source-breaking")]
    [InlineData("", "farewell: Leave", "source-breaking")]
    [InlineData("farewell: Leave", "", "source-breaking")]
    public void What_peers_agree_on_beside_the_bytes_is_compared_too(string old, string now, string kind)
    {
        const string Messages = "\nmessages:\n  Ping: { id: 1, from: client, reply: }\n  Login: { id: 2, from: client, fields: { user: 4s }, reply: { fields: { code: u8 } } }\n  Leave: { id: 3, from: client }\n";
        var changes = ProtocolComparison.Run(KnownChange.Compile(old + Messages), KnownChange.Compile(now + Messages));
        Assert.Equal(kind, Assert.Single(changes).ClassName);
    }

    [Theory]
    [InlineData("Ask: { id: 1, from: client, reply: }", "Ask: { id: 1, from: client }", "wire-breaking")]
    [InlineData("Ask: { id: 1, from: client, reply: }", "Ask: { id: 1, from: client, reply: { optional: true } }", "reader-breaking")]
    [InlineData("Ask: { id: 1, from: client, reply: Yes }", "Ask: { id: 1, from: client, reply: [Yes, No] }", "reader-breaking")]
    [InlineData("Ask: { id: 1, from: client, reply: Yes }", "Ask: { id: 1, from: client, reply: Yes, idempotent: true }", "safe")]
    [InlineData("Ask: { id: 1, from: client, reply: Yes }", "Ask: { id: 1, from: client, reply: Yes, fault: { id: 9 } }", "reader-breaking")]
    public void Who_answers_is_compared(string old, string now, string kind)
    {
        const string Answers = "\n  Yes: { id: 2, from: server }\n  No: { id: 3, from: server }\n  Use: { id: 4, from: client, reply: [Yes, No] }\n";
        var changes = ProtocolComparison.Run(KnownChange.Compile($"messages:\n  {old}{Answers}"), KnownChange.Compile($"messages:\n  {now}{Answers}"));
        Assert.Equal(kind, changes[0].ClassName);
    }

    [Fact]
    public void Every_schema_equals_itself()
    {
        foreach (var path in Repository.Schemas)
        {
            var schema = ProtoGen.Tool.Schemas.LoadedSchema.Read(new(path));
            if (schema.Result.Protocol is { } protocol) Assert.Empty(ProtocolComparison.Run(protocol, protocol));
        }
    }

    [Fact]
    public async Task A_comment_and_another_order_of_keys_are_no_change()
    {
        var old = _folder.Write("old.protogen.yaml", SchemaFolder.Head + "messages:\n  Say: { id: 1, from: client }\n");
        var now = _folder.Write("new.protogen.yaml", "# More.\n" + SchemaFolder.Head + "messages:\n  Say: { from: client, id: 0x01 }\n");
        Assert.Equal(new Command(ExitCodes.Ok, "No changes." + Environment.NewLine, ""), await Command.Run("diff", old, now));
    }

    [Theory]
    [InlineData("{ id: 1, from: client, fields: { a: u16 } }", ExitCodes.Findings)]
    [InlineData("{ id: 1, from: client, fields: { b: u8 } }", ExitCodes.Findings)]
    [InlineData("{ id: 1, from: client, fields: { b: u8 } }", ExitCodes.Ok, "--allow", "source-breaking")]
    [InlineData("{ id: 1, from: client, doc: More., fields: { a: u8 } }", ExitCodes.Ok)]
    public async Task What_breaks_exits_with_1_unless_it_is_allowed(string now, int exitCode, params string[] options)
    {
        var old = _folder.Write("old.protogen.yaml", SchemaFolder.Head + "messages:\n  Say: { id: 1, from: client, fields: { a: u8 } }\n");
        var run = await Command.Run(["diff", old, _folder.Write("new.protogen.yaml", SchemaFolder.Head + $"messages:\n  Say: {now}\n"), .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("1 change: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_json()
    {
        var old = _folder.Write("old.protogen.yaml", SchemaFolder.Head + "messages:\n  Say: { id: 1, from: client, fields: { a: u8 } }\n");
        var now = _folder.Write("new.protogen.yaml", SchemaFolder.Head + "messages:\n  Say: { id: 1, from: client, fields: { a: u16 } }\n");
        var found = JsonDocument.Parse((await Command.Run("diff", old, now, "--json")).Out).RootElement;
        Assert.True(found.GetProperty("breaking").GetBoolean());
        var change = found.GetProperty("changes").EnumerateArray().Single();
        Assert.Equal("wire-breaking", change.GetProperty("class").GetString());
        Assert.Equal("Say.a", change.GetProperty("path").GetString());
        Assert.Equal("u8 became u16 (big-endian)", change.GetProperty("what").GetString());
    }
}
