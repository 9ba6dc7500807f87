using ProtoGen.Fuzz.Schemas;
using ProtoGen.Fuzz.Values;
using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;

namespace ProtoGen.Fuzz.Generated;

/// <summary>Two implementations, one truth: generated code and the walk read the same values from the same bytes, and write the same bytes again.</summary>
public class GeneratedRoundTripTests
{
    private const int SchemasAtOnce = 20;

    [Fact]
    public void Generated_code_and_the_walk_agree_on_random_values_and_on_garbage()
    {
        for (var first = 0; first < Effort.Schemas; first += SchemasAtOnce)
        {
            var seeds = Enumerable.Range(Effort.FirstSeed + first, Math.Min(SchemasAtOnce, Effort.Schemas - first)).ToArray();
            using var code = GeneratedCode.Compile(seeds.Select(RandomSchema.Write));
            foreach (var seed in seeds) Check(seed, code);
        }
    }

    private static void Check(int seed, GeneratedCode code)
    {
        var protocol = SchemaCompiler.Compile(RandomSchema.Write(seed)).Protocol!;
        var random = new Random(seed);
        foreach (var message in protocol.Messages)
        {
            var generated = code.Message(protocol.Namespace, message.Name);
            var judge = new Agreement(protocol, message, generated);
            string? Report(string? problem, byte[] body) =>
                problem is null ? null : $"seed {seed}, {message.Name}, {Convert.ToHexString(body)}: {problem}\n{RandomSchema.Write(seed)}";

            for (var round = 0; round < Effort.Values; round++)
            {
                var body = BodyWriter.Write(message.Body, new RandomValues(protocol, random).Of(message.Body), WalkContext.Of(protocol));
                { var p = Report(judge.Judge(body, mustAccept: true), body); Assert.True(p is null, p); }
                var garbage = Garbage.Of(body, random);
                { var p = Report(judge.Judge(garbage, mustAccept: false), garbage); Assert.True(p is null, p); }
            }
        }
    }
}
