using System.CommandLine;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;
using ProtoGen.Tool.Values.Typed;
using ProtoGen.Tool.Writing;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen encode: a message as bytes.</summary>
internal static class EncodeVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var message = new Argument<string>("message") { Description = "The message: Login, or Login.reply." };
        var values = new Argument<string[]>("values") { Description = "FIELD=VALUE, as vectors write values: 7, 0x07, true, text, hexadecimal digits, the member of an enum, [1, 2], { a: 1 }, { CASE: 1 } of a switch; a.b=VALUE inside a struct, header.a=VALUE for the frame." };
        var from = new Option<string?>("--from") { Description = "The side that sends it, where both do." };
        from.AcceptOnlyFromAmong("client", "server");
        var raw = new Option<bool>("--raw") { Description = "Write the bytes themselves." };
        var body = new Option<bool>("--body") { Description = "Only the body, without the frame around it." };
        var json = new Option<bool>("--json") { Description = "One JSON object: message, length, hex, body." };
        var command = new Command("encode", "Write a message as bytes, in hexadecimal digits.") { schema, message, values, from, raw, body, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var protocol = LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol;
            var found = TypedMessages.Find(parsed.GetRequiredValue(message), protocol.Messages, protocol.Name);
            var encoded = new MessageEncoder(protocol).Encode(found, parsed.GetValue(values) ?? [], parsed.GetValue(from) == "server" ? Direction.Server : Direction.Client);
            var bytes = parsed.GetValue(body) ? encoded.Body : encoded.Frame ?? throw new UsageException($"'{encoded.NeedsCode}' writes the frame of {found.SchemaName}, and it cannot be run here; --body writes the body alone.");
            if (parsed.GetValue(json)) terminal.Out.WriteLine(new JsonObject { ["message"] = found.SchemaName, ["length"] = bytes.Length, ["hex"] = Convert.ToHexStringLower(bytes), ["body"] = Convert.ToHexStringLower(encoded.Body) }.ToJsonString());
            else if (parsed.GetValue(raw)) await Write(bytes, terminal, cancel);
            else terminal.Out.WriteLine(Convert.ToHexStringLower(bytes));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task Write(byte[] bytes, Terminal terminal, CancellationToken cancel)
    {
        var output = terminal.OpenOut();
        await output.WriteAsync(bytes, cancel);
        await output.FlushAsync(cancel);
    }
}
