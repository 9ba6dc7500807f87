using Microsoft.CodeAnalysis;

namespace ProtoGen.Benchmarks.Build;

/// <summary>What the same messages take to build, made by each of the three ways: source of C# and the compiler.</summary>
internal sealed record BuildTimes(string Way, long Source, long Assembly, double Making, double Compiling)
{
    public double Whole => Making + Compiling;

    public static IReadOnlyList<BuildTimes> Measure(int messages, int rounds)
    {
        Turn[] ways = [OfGenerator(messages), OfProtoc(messages), OfHand(messages)];
        // In turns, so that whatever slows the machine down slows all of them down; the first round warms up.
        for (var round = 0; round <= rounds; round++)
            foreach (var way in ways) way.Run(isCounted: round > 0);
        return [.. ways.Select(way => way.Result)];
    }

    private static Turn OfGenerator(int messages)
    {
        var schema = SchemaOf.Messages(messages);
        return new("ProtoGen", () =>
        {
            Compiler.Driver(schema).RunGeneratorsAndUpdateCompilation(Compiler.Compilation(), out var compilation, out _);
            return compilation;
        });
    }

    private static Turn OfProtoc(int messages)
    {
        var proto = ProtoOf.Messages(messages);
        return new("Google.Protobuf", () => Compiler.Compilation(ProtoOf.Compile(proto)));
    }

    private static Turn OfHand(int messages)
    {
        var source = HandOf.Messages(messages);
        return new("by hand", () => Compiler.Compilation(source));
    }

    private sealed class Turn(string name, Func<Compilation> make)
    {
        private readonly List<double> _making = [];
        private readonly List<double> _compiling = [];
        private (long Source, long Assembly) _size;

        public BuildTimes Result => new(name, _size.Source, _size.Assembly, GeneratorTimes.Median(_making), GeneratorTimes.Median(_compiling));

        public void Run(bool isCounted)
        {
            Compilation? made = null;
            var making = GeneratorTimes.Time(() => made = make());
            var compiling = GeneratorTimes.Time(() => _size = (made!.SyntaxTrees.Sum(tree => (long)tree.Length), Compiler.Emit(made)));
            if (!isCounted) return;
            _making.Add(making);
            _compiling.Add(compiling);
        }
    }
}
