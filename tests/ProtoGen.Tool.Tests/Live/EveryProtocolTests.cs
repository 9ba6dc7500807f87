using System.Collections.Concurrent;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>Protocols that exist, spoken from their schemas alone.</summary>
public class EveryProtocolTests
{
    private static readonly ConcurrentDictionary<string, LiveSchema> Spoken = [];

    public static TheoryData<string> Schemas => [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Protocols"), "*.protogen.yaml", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Schemas"), "*.protogen.yaml"))
        .Concat(Tests.Schemas.OfSamples)
        .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_vector_becomes_a_record_and_the_same_values_again(string path)
    {
        var protocol = LoadedSchema.Read(new(Path.Combine(Repository.Root, path))).Protocol;
        if (UserCode.In(protocol).Count > 0)
        {
            Assert.Throws<UsageException>(() => LiveSchema.Of(protocol));
            return;
        }

        var schema = Spoken.GetOrAdd(path, _ => LiveSchema.Of(protocol));
        foreach (var vector in protocol.Vectors.Where(vector => !vector.IsRefused))
        {
            var message = schema.Named(vector.Message);
            var ids = message.CatchesUnknown ? UnknownId(protocol, message, vector) : [];
            var (record, header) = schema.Messages.ToRecord(new(message, [.. ids, .. vector.Values], vector.Header), message.From, null);
            var again = schema.Messages.ToValues(record, header, null);
            Assert.NotNull(again);
            Assert.Equal([.. ids, .. vector.Values], again.Values);
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_request_has_an_answer_that_goes_without_saying(string path)
    {
        var protocol = LoadedSchema.Read(new(Path.Combine(Repository.Root, path))).Protocol;
        if (UserCode.In(protocol).Count > 0) return;
        var schema = Spoken.GetOrAdd(path, _ => LiveSchema.Of(protocol));
        foreach (var asked in protocol.Messages.Where(message => message.Role == MessageRole.Request))
        {
            var answer = schema.Named(MessageList.Answers(asked).First());
            // An id that nobody knows does not go without saying.
            if (answer.CatchesUnknown) continue;
            var (record, _) = schema.Complete(answer, [], null, answer.From, null);
            Assert.Equal(answer, schema.Messages.MessageOf(record));
        }
    }

    private static VectorValue[] UnknownId(Protocol protocol, Message message, Vector vector)
    {
        Assert.Null(FrameProof.Read(protocol, message, WalkExtensions.None, [.. vector.Frame], out var proof));
        var ids = proof!.Frame.Ids.Select(id => (FieldValue)new IntegerValue(id)).ToList();
        return [new("id", ids.Count == 1 ? ids[0] : new ListValue(ids.ToEquatableArray()))];
    }
}
