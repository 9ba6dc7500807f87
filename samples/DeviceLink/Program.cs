using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ProtoGen;
using Samples.DeviceLink;

var port = new Option<int>("--port") { Description = "The TCP port to listen on.", DefaultValueFactory = _ => 9089 };
var bind = new Option<string>("--bind") { Description = "The address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
var transport = new Option<ServerTransport>("--transport") { Description = "What servers move bytes with; epoll is for Linux." };
var server = new Command("server", "Runs the server until Ctrl+C or SIGTERM.") { port, bind, transport };
server.SetAction((arguments, cancel) =>
    Standalone.Run(() => Standalone.Serve(arguments.GetRequiredValue(bind), arguments.GetRequiredValue(port), arguments.GetValue(transport), cancel)));

var endpoints = new Option<string[]>("--endpoint")
{
    Description = "HOST:PORT of a server; give it again for servers that stand in.",
    DefaultValueFactory = _ => ["127.0.0.1:9089"],
};
var heartbeat = new Option<TimeSpan?>("--heartbeat") { Description = "Time between heartbeats, such as 3s or 500ms; the schema's if absent.", CustomParser = ParseTime };
var client = new Command("client", "Runs the client until Ctrl+C or SIGTERM.") { endpoints, heartbeat };
client.SetAction((arguments, cancel) =>
    Standalone.Run(() => Standalone.Connect(arguments.GetRequiredValue(endpoints), arguments.GetValue(heartbeat), cancel)));

var root = new RootCommand("DeviceLink: without a command, the whole story in one process over TCP.") { server, client };
root.Options.Add(transport);
root.SetAction((arguments, cancel) => Story.Run(arguments.GetValue(transport), cancel));
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });

static TimeSpan? ParseTime(ArgumentResult result)
{
    var text = result.Tokens.Single().Value;
    var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001) : (text.TrimEnd('s'), 1.0);
    if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0)
        return TimeSpan.FromSeconds(value * unit);
    result.AddError($"'{text}' is not a time; write it like 3s or 500ms.");
    return null;
}
