using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoGen.Generator.Pipeline;

namespace ProtoGen.Generator.Tests;

/// <summary>What an edit makes run again, step by step.</summary>
public class IncrementalTests
{
    private static readonly string[] Outputs = [StepNames.Messages, StepNames.Enums, StepNames.Protocols, StepNames.Findings, StepNames.Conflicts];

    [Fact]
    public void An_edit_of_CSharp_reruns_nothing()
    {
        var schema = new SchemaText("device-link.protogen.yaml", Schemas.DeviceLink);
        var compilation = GeneratorRun.Compilation("class A;");
        var driver = GeneratorRun.Driver(schema).RunGenerators(compilation);

        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class B;", GeneratorRun.Options)));

        foreach (var step in AllSteps(driver)) Assert.All(step.Value, run => Assert.All(run.Outputs, output => AssertReused(step.Key, output.Reason)));
        Assert.All(driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void A_comment_in_the_schema_is_parsed_and_changes_nothing_after_that()
    {
        var driver = Edit("# Ids 0, 1 and 2 are", "# The ids 0, 1 and 2 are\n# still");

        Assert.Equal(IncrementalStepRunReason.Modified, Reasons(driver, StepNames.Files).Single());
        Assert.All(Reasons(driver, StepNames.Models), reason => AssertReused(StepNames.Models, reason));
        foreach (var step in Outputs) Assert.All(Reasons(driver, step), reason => AssertReused(step, reason));
        Assert.All(OutputReasons(driver), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_field_emits_one_message_again()
    {
        var driver = Edit("name: string[u8]", "name: string[u16]");

        Assert.Equal(1, Reasons(driver, StepNames.Messages).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.All(Reasons(driver, StepNames.Protocols).Concat(Reasons(driver, StepNames.Enums)), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.Equal(1, OutputReasons(driver).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void A_changed_enum_value_emits_one_enum_again()
    {
        var driver = Edit("{ Ok: 0, Error: -1 }", "{ Ok: 0, Error: -1, Busy: 2 }");

        Assert.Equal(1, OutputReasons(driver).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void An_edit_of_an_imported_schema_compiles_its_importers_and_no_other()
    {
        const string Types = "enums:\n  Kind: { type: u8, values: { One: 1 } }\n";
        const string Using = "protocol: Chat\nnamespace: Samples.Chat\nimport: ../shared/types.protogen.yaml\nframe: { layout: { length: \"u16 = bytes(id..body)\", id: u8, body: } }\n" +
            "messages:\n  Say: { id: 1, from: client, fields: { kind: Kind } }\n";
        var before = new SchemaText("/project/shared/types.protogen.yaml", Types);
        var after = new SchemaText("/project/shared/types.protogen.yaml", Types.Replace("One", "Two", StringComparison.Ordinal));
        var compilation = GeneratorRun.Compilation();
        var driver = GeneratorRun.Driver(before, new SchemaText("/project/chat/chat.protogen.yaml", Using), new SchemaText("/project/device-link.protogen.yaml", Schemas.DeviceLink))
            .RunGenerators(compilation);
        Assert.Empty(driver.GetRunResult().Diagnostics);

        driver = driver.ReplaceAdditionalText(before, after).RunGenerators(compilation);

        Assert.Equal(2, Reasons(driver, StepNames.Resolved).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(1, OutputReasons(driver).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    private const string Nested = """
        protocol: Nested
        namespace: Tests.Nested
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        structs:
          Point: { fields: { left: u16, top: u16 } }
        bits:
          Marks: { type: u8, parts: { low: 0..3, high: 4..7 } }
        messages:
          Move: { id: 1, from: client, fields: { to: Point, marks: Marks, what: { switch: marks.low, cases: { 1: u8, 2: "u16[u8]" } } } }
          Stop: { id: 2, from: client, fields: { why: u8 } }
        """;

    [Theory]
    [InlineData("left: u16", "left: i16", "Point")]                     // same size: only the struct itself
    [InlineData("left: u16", "left: u32", "Point", "Move")]             // whoever holds it sees another size
    [InlineData("high: 4..7", "high: 4..6", "Marks", "Move", "NestedProtocol")]
    [InlineData("1: u8,", "1: u16,", "Move", "MoveWhat")]
    public void A_changed_type_emits_itself_and_what_depends_on_it(string old, string replacement, params string[] emitted)
    {
        var (before, after) = (new SchemaText("a.protogen.yaml", Nested), new SchemaText("a.protogen.yaml", Nested.Replace(old, replacement, StringComparison.Ordinal)));
        var compilation = GeneratorRun.Compilation();
        var driver = GeneratorRun.Driver(before).RunGenerators(compilation);
        var texts = driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText);

        driver = driver.ReplaceAdditionalText(before, after).RunGenerators(compilation);

        // What was not emitted again is the same object.
        var changed = driver.GetRunResult().Results[0].GeneratedSources.Where(file => !ReferenceEquals(texts[file.HintName], file.SourceText)).Select(file => file.HintName);
        Assert.Equal(emitted.Select(name => $"Tests.Nested.{name}.g.cs").Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_named_step_is_tracked()
    {
        var driver = GeneratorRun.Driver(new SchemaText("device-link.protogen.yaml", Schemas.DeviceLink)).RunGenerators(GeneratorRun.Compilation());
        var names = typeof(StepNames).GetFields().Select(field => (string)field.GetValue(null)!)
            .Except([StepNames.Findings, StepNames.Conflicts, StepNames.Structs, StepNames.Faults, StepNames.Choices, StepNames.Bits, StepNames.Hosted, StepNames.Language]);   // the schema has none of these, no host, and C# that is new enough

        Assert.Subset(driver.GetRunResult().Results[0].TrackedSteps.Keys.ToHashSet(), names.ToHashSet());
    }

    private static GeneratorDriver Edit(string old, string replacement)
    {
        Assert.Contains(old, Schemas.DeviceLink, StringComparison.Ordinal);
        var before = new SchemaText("device-link.protogen.yaml", Schemas.DeviceLink);
        var after = new SchemaText("device-link.protogen.yaml", Schemas.DeviceLink.Replace(old, replacement, StringComparison.Ordinal));
        var compilation = GeneratorRun.Compilation();
        return GeneratorRun.Driver(before).RunGenerators(compilation).ReplaceAdditionalText(before, after).RunGenerators(compilation);
    }

    private static IEnumerable<KeyValuePair<string, System.Collections.Immutable.ImmutableArray<IncrementalGeneratorRunStep>>> AllSteps(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].TrackedSteps.Where(step => typeof(StepNames).GetFields().Any(field => (string)field.GetValue(null)! == step.Key));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results[0].TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static void AssertReused(string step, IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} ran again: {reason}");
}
