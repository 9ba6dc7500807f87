using System.CommandLine;
using Samples.Mqtt;

var connection = new ConnectionArguments();
var qos = new Option<int>("--qos") { Description = "The quality of service." };
qos.AcceptOnlyFromAmong("0", "1", "2");

var topic = new Argument<string>("topic") { Description = "Such as plant/line1/heat." };
var text = new Argument<string>("message") { Description = "The payload, as text." };
var retain = new Option<bool>("--retain") { Description = "Whether the broker keeps the message for later subscribers." };
var publish = new Command("publish", "Publishes one message and waits until the broker has taken it.") { topic, text, qos, retain };
publish.SetAction((arguments, cancel) => CommandLine.RunAsync(() => CommandLine.PublishAsync(
    connection.Broker(arguments),
    connection.Options(arguments),
    new(arguments.GetRequiredValue(topic), CommandLine.Bytes(arguments.GetRequiredValue(text)), (Qos)arguments.GetValue(qos), arguments.GetValue(retain)),
    cancel)));

var filters = new Argument<string[]>("filter") { Description = "Such as plant/+/heat or plant/#.", Arity = ArgumentArity.OneOrMore };
var subscribe = new Command("subscribe", "Prints what is published, until Ctrl+C or SIGTERM; comes back by itself.") { filters, qos };
subscribe.SetAction((arguments, cancel) => CommandLine.RunAsync(() => CommandLine.SubscribeAsync(
    connection.Broker(arguments), connection.Options(arguments), arguments.GetRequiredValue(filters), (Qos)arguments.GetValue(qos), cancel)));

connection.AddTo(publish);
connection.AddTo(subscribe);
var root = new RootCommand("MQTT 3.1.1 against any broker; without a command, a story with a mosquitto of its own.") { publish, subscribe };
root.SetAction((_, cancel) => CommandLine.RunAsync(() => Story.RunAsync(cancel)));
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
