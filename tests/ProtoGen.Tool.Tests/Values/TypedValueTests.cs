using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Values;

/// <summary>Values as somebody types them, in the words of a schema.</summary>
public class TypedValueTests
{
    private const string Schema = """
        protocol: Things
        namespace: Tests.Things
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        enums:
          Result: { type: u8, values: { all_well: 0, not_found: 1 } }
          Kind: { type: u8, values: { plain_number: 1, place: 2, nothing_new: 3 } }
        flags:
          Alarm: { type: u8, values: { low_battery: 1, no_signal: 2, open_door: 4 } }
        bits:
          State: { type: u8, parts: { is_open: 0, cause: { at: 4..5, type: Result }, level: 6..7 } }
        messages:
          Answer: { id: 1, from: client, fields: { result: Result } }
          Alert: { id: 2, from: client, fields: { alarm: Alarm } }
          Condition: { id: 3, from: client, fields: { state: State } }
          Reading:
            id: 4
            from: client
            fields:
              kind: Kind
              value: { switch: kind, cases: { plain_number: u16, place: { fields: { across: i8, down: i8 } }, nothing_new: , [4, 5]: "string[u8]" }, else: "bytes[u8]" }
          Battery: { id: 5, from: client, fields: { voltage: { type: u16, scale: 0.001, unit: V } } }
          Moment: { id: 6, from: client, fields: { at: { type: u32, as: unix-seconds } } }
          Place: { id: 7, from: client, fields: { address: { type: "bytes[4]", as: ipv4 } } }
          Note: { id: 8, from: client, fields: { text: "string[u8]", more: "string[u8]?" } }
          Clock: { id: 9, from: client, fields: { at: { type: "bcd[6]", as: bcd-datetime } } }
        """;

    [Theory]
    [InlineData("01", "Answer", "result=not_found")]
    [InlineData("01", "Answer", "result=NotFound")]
    [InlineData("01", "Answer", "result=Not_Found")]
    [InlineData("01", "Answer", "result=0x01")]
    [InlineData("05", "Alert", "alarm=low_battery|OpenDoor")]
    [InlineData("11", "Alert", "alarm=low_battery | 0x10")]
    [InlineData("51", "Condition", "state={ is_open: true, cause: not_found, level: 1 }")]
    [InlineData("11", "Condition", "state.is_open=true", "state.cause=not_found")]
    [InlineData("51", "Condition", "state=0x51")]
    [InlineData("010007", "Reading", "value={ plain_number: 7 }")]
    [InlineData("010007", "Reading", "value={ PlainNumber: 7 }")]
    [InlineData("010007", "Reading", "kind=plain_number", "value=7")]
    [InlineData("0201ff", "Reading", "value={ across: 1, down: -1 }")]
    [InlineData("0201ff", "Reading", "value.place.across=1", "value.place.down=-1")]
    [InlineData("03", "Reading", "value={ nothing_new: }")]
    [InlineData("03", "Reading", "value=")]
    [InlineData("050161", "Reading", "kind=5", "value=a")]
    [InlineData("0901ff", "Reading", "kind=9", "value={ Other: ff }")]
    [InlineData("3039", "Battery", "voltage=12345")]
    [InlineData("3039", "Battery", "voltage=12.345 V")]
    [InlineData("3039", "Battery", "voltage=12.345V")]
    [InlineData("65920080", "Moment", "at=2024-01-01 00:00:00Z")]
    [InlineData("65920080", "Moment", "at=1704067200")]
    [InlineData("7f000001", "Place", "address=127.0.0.1")]
    [InlineData("7f000001", "Place", "address=7f000001")]
    [InlineData("240102030405", "Clock", "at=2024-01-02 03:04:05")]
    [InlineData("00", "Note", "text=")]
    [InlineData("0000", "Note", "text=", "more=\"\"")]
    [InlineData("0161", "Note", "text=a", "more=")]
    public async Task A_value_is_typed_by_the_names_of_the_schema_or_as_it_is_shown(string body, string message, params string[] values)
    {
        using var folder = new SchemaFolder();
        var run = await Command.Run(["encode", folder.Write("things.protogen.yaml", Schema), message, .. values, "--body"]);
        Assert.Equal((body, ""), (run.Out.Trim(), run.Error));
    }

    [Theory]
    [InlineData("'result' cannot be 'not_fond': Result has no member 'not_fond'; did you mean 'not_found'? It has all_well, not_found.", "Answer", "result=not_fond")]
    [InlineData("'result' cannot be '300': a u8 holds 0 to 255.", "Answer", "result=300")]
    [InlineData("'state' has no part 'is_opn'; did you mean 'is_open'? It has is_open, cause, level.", "Condition", "state.is_opn=true")]
    [InlineData("'value' is plain_number, as the value before it says, and not place.", "Reading", "kind=plain_number", "value={ place: { across: 1, down: 1 } }")]
    [InlineData("'value' is one of several; say which: value={ plain_number: … }, value={ place: … }", "Reading", "value=77")]
    [InlineData("'value' holds nothing where it is nothing_new: write value={ nothing_new: }.", "Reading", "kind=3", "value=1")]
    [InlineData("Reading has no field 'valu'; did you mean 'value'? It has kind, value.", "Reading", "valu=1")]
    [InlineData("'text=b' gives 'text' once more.", "Note", "text=a", "text=b")]
    [InlineData("The value in 'text=[1' is not written as YAML", "Note", "text=[1")]
    public async Task A_value_that_does_not_fit_is_refused_with_what_would(string problem, string message, params string[] values)
    {
        using var folder = new SchemaFolder();
        var run = await Command.Run(["encode", folder.Write("things.protogen.yaml", Schema), message, .. values]);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_shown_by_the_names_of_the_schema_on_both_sides()
    {
        using var folder = new SchemaFolder();
        var schema = folder.Write("things.protogen.yaml", Schema);
        await using var server = CommandProcess.Start("serve", schema, "--endpoint", "tcp://127.0.0.1:0");
        var endpoint = (await server.SeeAsync("listening on ")).Split("listening on ")[1].Trim();
        (string Typed, string Shown)[] lines =
        [
            ("Answer result=1", "Answer result=not_found"),
            ("Alert alarm=0x15", "Alert alarm=low_battery|open_door|0x10"),
            ("Condition state.is_open=true state.cause=1", """Condition state={"is_open":true,"cause":"not_found"""),
            ("Reading kind=place value={ across: 1, down: -1 }", """Reading kind=place value={"place":{"across":1,"down":-1}}"""),
            ("Reading kind=5 value=a", """Reading kind=5 value={"Text":"a"}"""),
            ("Battery voltage=\"12.345 V\"", "Battery voltage=12345 (12.345 V)"),
            ("Moment at=2024-01-01T00:00:00Z", "Moment at=1704067200 (2024-01-01 00:00:00Z)"),
        ];
        var run = await Command.RunWith(string.Concat(lines.Select(line => line.Typed + "\n")), "connect", schema, endpoint);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        foreach (var (_, shown) in lines)
        {
            Assert.Contains("> " + shown, run.Out, StringComparison.Ordinal);
            await server.SeeAsync("< [1] " + shown);
        }
    }
}
