using CsCheck;
using ProtoGen.Fuzz.Schemas;
using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Values;

public class WalkRoundTripTests
{
    [Fact]
    public void What_the_walk_writes_it_reads_back() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var protocol = SchemaCompiler.Compile(RandomSchema.Write(seed)).Protocol!;
            var random = new Random(seed);
            foreach (var message in protocol.Messages)
                for (var round = 0; round < 20; round++) AssertRoundTrip(protocol, message, random, seed);
        },
        iter: 300);

    private static void AssertRoundTrip(Protocol protocol, Message message, Random random, int seed)
    {
        var context = WalkContext.Of(protocol);
        var given = new RandomValues(protocol, random).Of(message.Body);
        byte[] body;
        try
        {
            body = BodyWriter.Write(message.Body, given, context);
        }
        catch (ArgumentException problem)
        {
            throw new InvalidOperationException($"{problem.Message}\n{string.Join("\n", given)}\n{RandomSchema.Write(seed)}", problem);
        }

        Assert.True(
            BodyReader.TryRead(message.Body, body, context, out var values, out var failure),
            $"{failure} {Convert.ToHexString(body)}\n{string.Join("\n", given)}\n{RandomSchema.Write(seed)}");
        Assert.Equal(body, BodyWriter.Write(message.Body, values, context));
    }
}
