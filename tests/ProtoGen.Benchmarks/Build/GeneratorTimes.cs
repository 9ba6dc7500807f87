using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoGen.Benchmarks.Build;

/// <summary>What the generator takes: from nothing, after an edit of C# that does not concern it, after an edit of one field.</summary>
internal sealed record GeneratorTimes(double Full, double CSharpEdit, double FieldEdit)
{
    public static GeneratorTimes Measure(int messages, int rounds)
    {
        var (full, csharp, field) = (new List<double>(), new List<double>(), new List<double>());
        var schema = SchemaOf.Messages(messages);
        var edited = new Compiler.SchemaFile(SchemaOf.Messages(messages, edited: true));
        var compilation = Compiler.Compilation("class A;");
        for (var round = 0; round <= rounds; round++)
        {
            var original = new Compiler.SchemaFile(schema);
            GeneratorDriver driver = CSharpGeneratorDriver.Create([new ProtoGen.Generator.ProtoGenGenerator().AsSourceGenerator()], [original], Compiler.Options);
            full.Add(Time(() => driver = driver.RunGenerators(compilation)));
            var changed = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class B;", Compiler.Options));
            csharp.Add(Time(() => driver = driver.RunGenerators(changed)));
            field.Add(Time(() => driver = driver.ReplaceAdditionalText(original, edited).RunGenerators(changed)));
        }

        // The first round warms up.
        return new(Median(full.Skip(1)), Median(csharp.Skip(1)), Median(field.Skip(1)));
    }

    public static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
