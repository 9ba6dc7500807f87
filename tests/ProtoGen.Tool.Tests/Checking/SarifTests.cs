using System.Text.Json;
using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Tool.Tests.Checking;

/// <summary>What the standard demands of what is written (sarif-v2.1.0): property by property, as no reader of it is at hand.</summary>
public sealed class SarifTests : IDisposable
{
    private readonly SchemaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_log_has_rules_with_help_and_results_that_point_into_the_file()
    {
        var path = _folder.Write("a b.protogen.yaml", SchemaFolder.Head + "messages:\n  Login: { id: 1, from: client, fields: { on: u8, name: strng } }\n");
        var run = (await Log("check", path)).GetProperty("runs").EnumerateArray().Single();

        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("protogen", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(["PG1009", "PG2003"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule =>
        {
            Assert.NotEqual("", rule.GetProperty("shortDescription").GetProperty("text").GetString());
            Assert.Contains("Mended:", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
            Assert.NotEqual("", rule.GetProperty("help").GetProperty("text").GetString());
            Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), (string[])["error", "warning", "note", "none"]);
        });

        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["warning", "error"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.All(results, result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
            var place = result.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation");
            var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.False(Uri.TryCreate(uri, UriKind.Absolute, out _), uri);
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
            Assert.Equal(Path.GetFullPath(path), Path.GetFullPath(Uri.UnescapeDataString(uri)));
        });

        var region = results[1].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal((5, 57, 5, 62), (Number("startLine"), Number("startColumn"), Number("endLine"), Number("endColumn")));
        Assert.Equal("strng", (await File.ReadAllTextAsync(path)).Substring(Number("charOffset"), Number("charLength")));
        Assert.Equal("strng", region.GetProperty("snippet").GetProperty("text").GetString());

        int Number(string name) => region.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_clean_schema_gives_a_log_without_results()
    {
        var run = (await Log("check", Repository.DeviceLink)).GetProperty("runs")[0];
        Assert.Empty(run.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task A_file_takes_the_log_while_people_read_the_output()
    {
        var log = _folder.PathOf("out/log.sarif");
        var run = await Command.Run("check", Repository.DeviceLink, "--sarif", log);
        Assert.StartsWith("No findings", run.Out, StringComparison.Ordinal);
        Assert.Equal("2.1.0", JsonDocument.Parse(await File.ReadAllTextAsync(log)).RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public void Every_rule_has_a_page_to_help()
    {
        Assert.Subset(Tool.Checking.DiagnosticPages.Ids.ToHashSet(), Rules.All.Select(rule => rule.Id).ToHashSet());
    }

    private static async Task<JsonElement> Log(params string[] arguments)
    {
        var run = await Command.Run([.. arguments, "--sarif", "-"]);
        var log = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.Equal("https://json.schemastore.org/sarif-2.1.0.json", log.GetProperty("$schema").GetString());
        return log;
    }
}
