using System.Text.Json;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Checking;

public sealed class CheckTests : IDisposable
{
    private const string Types = "enums:\n  Kind: { type: u8, values: { One: 1 } }\nstructs:\n  Point: { fields: { across: i32, down: i32 } }\n";
    private const string Import = "import: types.protogen.yaml\n";

    private readonly SchemaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_schema_is_told_in_one_line()
    {
        var run = await Command.Run("check", Repository.DeviceLink);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Matches("^No findings in 1 file: [0-9]+ messages, [1-9][0-9]* vectors? proven.\n$", run.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_finding_shows_its_line_with_carets_under_what_it_is_about()
    {
        var path = _folder.Write("a.protogen.yaml", SchemaFolder.Head + "messages:\n  Login: { id: 1, from: client, fields: { 名字: u8, name: strng } }\n");
        var run = await Command.Run("check", path);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        var lines = run.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"{path}(5,57): error PG2003: Field 'name' of message 'Login' has unknown type 'strng'; did you mean 'string'?", lines[0]);
        Assert.Equal("    5 |   Login: { id: 1, from: client, fields: { 名字: u8, name: strng } }", lines[1]);
        // Two cells each for the two characters before it.
        Assert.Equal("      | " + new string(' ', 58) + "^^^^^", lines[2]);
        Assert.Contains("protogen check --explain PG2003", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 error, 0 warnings in 1 file.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_of_an_imported_file_stand_in_that_file()
    {
        _folder.Write("types.protogen.yaml", Types.Replace("down: i32", "down: i33", StringComparison.Ordinal));
        var path = _folder.Write("a.protogen.yaml", SchemaFolder.Head + Import + "messages:\n  Place: { id: 1, from: client, fields: { at: Point } }\n");
        var findings = (await Findings(path)).ToList();
        Assert.Contains(("a.protogen.yaml", 4, "PG1016"), findings);
        Assert.Contains(("types.protogen.yaml", 4, "PG2003"), findings);
    }

    [Fact]
    public async Task What_only_the_importer_makes_a_mistake_of_stands_where_its_text_is()
    {
        // The two names collide only together, and the choice of the struct is what comes second.
        _folder.Write("types.protogen.yaml", "enums: { Kind: { type: u8, values: { One: 1 } } }\nstructs:\n  Point:\n    fields: { kind: Kind, rest: { switch: other, cases: { 1: u8 } } }\n");
        var path = _folder.Write("a.protogen.yaml", SchemaFolder.Head + Import + "messages:\n  Place:\n    id: 1\n    from: client\n    fields: { at: Point }\n");
        var run = await Command.Run("check", path);
        Assert.Contains($"{path}(9,19): error PG2012", run.Out, StringComparison.Ordinal);
        Assert.Contains("(line 4 of types.protogen.yaml)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_that_two_schemas_get_of_one_file_is_told_once()
    {
        _folder.Write("types.protogen.yaml", Types.Replace("One", "on", StringComparison.Ordinal));
        var first = _folder.Write("a.protogen.yaml", SchemaFolder.Head + Import);
        var second = _folder.Write("b.protogen.yaml", SchemaFolder.Head.Replace("Chat", "Talk", StringComparison.Ordinal) + Import);
        Assert.Equal([("types.protogen.yaml", 2, "PG1009")], await Findings(first, second, _folder.PathOf("types.protogen.yaml")));
    }

    [Fact]
    public async Task Imports_of_imports_are_checked_too_each_from_where_it_is()
    {
        _folder.Write("types.protogen.yaml", "import: more/others.protogen.yaml\n" + Types);
        _folder.Write("more/others.protogen.yaml", "import: [moods.protogen.yaml, ../types.protogen.yaml]\n");
        _folder.Write("more/moods.protogen.yaml", "enums:\n  Mood: { type: u8, values: { Good: 1 } }\n");
        var path = _folder.Write("a.protogen.yaml", SchemaFolder.Head + Import + "messages:\n  Place: { id: 1, from: client, fields: { mood: Mood } }\n");
        var run = await Command.Run("check", path);
        Assert.Equal("No findings in 4 files: 1 message, 0 vectors proven.", run.Out.TrimEnd());
        Assert.Equal(ExitCodes.Ok, (await Command.Run("format", path)).ExitCode);
    }

    [Fact]
    public async Task A_library_alone_is_fine()
    {
        Assert.Equal(ExitCodes.Ok, (await Command.Run("check", _folder.Write("types.protogen.yaml", Types))).ExitCode);
    }

    [Theory]
    [InlineData(ExitCodes.Ok, "warning")]
    [InlineData(ExitCodes.Findings, "error", "--warnings-as-errors")]
    public async Task Warnings_fail_only_where_asked_to(int exitCode, string severity, params string[] options)
    {
        var path = _folder.Write("types.protogen.yaml", Types.Replace("One", "on", StringComparison.Ordinal));
        var run = await Command.Run(["check", path, .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith($"{path}(2,31): {severity} PG1009:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_schema_of_the_repository_is_clean()
    {
        var run = await Command.Run(["check", .. Repository.Schemas]);
        Assert.StartsWith("No findings in", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PG2003")]
    [InlineData("pg2003")]
    public async Task A_finding_is_explained_by_its_page(string id)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "schema/diagnostics/PG2003.md"));
        Assert.Equal(new Command(ExitCodes.Ok, page, ""), await Command.Run("check", "--explain", id));
    }

    [Fact]
    public async Task An_unknown_finding_brings_the_nearest_one()
    {
        Assert.Contains("did you mean 'PG2003'?", (await Command.Run("check", "--explain", "PG203")).Error, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<(string File, int Line, string Id)>> Findings(params string[] paths)
    {
        var run = await Command.Run(["check", "--json", .. paths]);
        return JsonDocument.Parse(run.Out).RootElement.GetProperty("findings").EnumerateArray()
            .Select(found => (Path.GetFileName(found.GetProperty("file").GetString()!), found.GetProperty("line").GetInt32(), found.GetProperty("id").GetString()!)).ToList();
    }
}
