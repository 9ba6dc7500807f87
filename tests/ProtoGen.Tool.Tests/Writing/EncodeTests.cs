using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Writing;

/// <summary>Messages written from what a command line says.</summary>
public class EncodeTests
{
    private const string Register = "0000003400393936646133386" + "42d613762652d343934372d616134632d663832303862356634616465383639383538303330373230363933";

    public static TheoryData<string> All => Schemas.All;

    [Fact]
    public async Task A_message_is_written_with_its_frame()
    {
        var run = await Command.Run("encode", Repository.DeviceLink, "Register", "appId=996da38d-a7be-4947-aa4c-f8208b5f4ade", "imei=869858030720693");
        Assert.Equal(new Command(ExitCodes.Ok, Register + "\n", ""), run with { Out = run.Out.ReplaceLineEndings("\n") });
    }

    [Fact]
    public async Task The_body_alone_bytes_and_json_can_be_had()
    {
        string[] notice = ["encode", Repository.DeviceLink, "Notice", "level=1", "text=hi: all"];
        Assert.Equal("010007" + Convert.ToHexStringLower("hi: all"u8), (await Command.Run([.. notice, "--body"])).Out.Trim());
        Assert.Equal("0000000b03010007" + Convert.ToHexStringLower("hi: all"u8), Convert.ToHexStringLower((await Command.Run([.. notice, "--raw"])).Bytes));
        var json = JsonNode.Parse((await Command.Run([.. notice, "--json"])).Out)!;
        Assert.Equal(("Notice", 15), (json["message"]!.ToString(), (int)json["length"]!));
    }

    [Theory]
    [InlineData("DeviceLink has no message 'Registr'; did you mean 'Register'?", "Registr")]
    [InlineData("Register lacks appId, imei: give appId=VALUE imei=VALUE", "Register")]
    [InlineData("Register has no field 'imai'; did you mean 'imei'?", "Register", "imai=1", "appId=1")]
    [InlineData("'level' cannot be '300'", "Notice", "level=300", "text=")]
    [InlineData("'text' is no FIELD=VALUE.", "Notice", "text")]
    [InlineData("'level=2' gives 'level' once more.", "Notice", "level=1", "level=2")]
    [InlineData("'imei' cannot be '1234567890123456'", "Register", "imei=1234567890123456", "appId=1")]
    public async Task What_cannot_be_written_is_said(string problem, params string[] arguments)
    {
        var run = await Command.Run(["encode", Repository.DeviceLink, .. arguments]);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_was_decoded_is_encoded_to_the_same_bytes(string schema)
    {
        var protocol = Schemas.Load(schema);
        var problems = new List<string>();
        foreach (var vector in protocol.Vectors.Where(vector => !vector.IsRefused).Take(12))
        {
            var message = protocol.Messages.First(known => known.Name == vector.Message);
            var side = message.From == Direction.Server ? "server" : "client";
            string[] state = message.State is { } name ? ["--state", protocol.States.First(known => known.Name == name).SchemaName] : [];
            var hex = Convert.ToHexStringLower([.. vector.Frame]);
            var decoded = JsonNode.Parse((await Command.Run(["decode", Schemas.PathOf(schema), hex, "--from", side, "--json", .. state])).Out)!;
            if (decoded["values"] is not JsonObject values || message.CatchesUnknown || KeepsMore(decoded)) continue;
            var run = await Command.Run(["encode", Schemas.PathOf(schema), decoded["message"]!.ToString(), "--from", side, .. Arguments(values, ""), .. Arguments(decoded["header"]!.AsObject(), "header.")]);
            if (run.Out.Trim() == hex) continue;
            // Bits without a name have no place among the values.
            var again = run.ExitCode == ExitCodes.Ok ? JsonNode.Parse((await Command.Run(["decode", Schemas.PathOf(schema), run.Out.Trim(), "--from", side, "--json", .. state])).Out)! : null;
            if (again?["values"]?.ToJsonString() != values.ToJsonString()) problems.Add($"{vector.Message} {hex}: {run.Out}{run.Error}");
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static bool KeepsMore(JsonNode decoded) => decoded["variant"] is not null;

    private static IEnumerable<string> Arguments(JsonObject values, string prefix) =>
        values.Select(value => $"{prefix}{value.Key}={(value.Value is null ? "" : Text(value.Value))}");

    // A text in a list or a mapping stands in quotes, alone it stands as it is.
    private static string Text(JsonNode value) => value is JsonObject or JsonArray ? value.ToJsonString() : value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String && text.ToString() is var plain && plain.Length > 0 && plain[0] is not ('[' or '{' or '"' or '\'') ? plain : value.ToJsonString();
}
