using System.CommandLine;
using System.IO.Ports;
using Samples.Modbus;

var port = new Option<int>("--port") { Description = "The TCP port to listen on.", DefaultValueFactory = _ => 1502 };
var bind = new Option<string>("--bind") { Description = "The address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
var serial = new Option<string?>("--serial") { Description = "A serial port to serve instead, such as /dev/ttyUSB0." };
var parity = new Option<Parity>("--parity") { Description = "The parity of a serial port.", DefaultValueFactory = _ => Parity.Even };
var slave = new Command("slave", "Runs the slave until Ctrl+C or SIGTERM.") { port, bind, serial, parity };
slave.SetAction((arguments, cancel) => Standalone.Run(
    () => Standalone.Serve(arguments.GetRequiredValue(bind), arguments.GetRequiredValue(port), arguments.GetValue(serial), arguments.GetValue(parity), cancel), cancel));

var target = new Argument<string>("target") { Description = "HOST:PORT of a slave, or the path of a serial port." };
var unit = new Option<byte>("--unit") { Description = "The device behind it.", DefaultValueFactory = _ => 1 };
var address = new Option<ushort>("--address") { Description = "The first register to read." };
var count = new Option<ushort>("--count") { Description = "How many to read.", DefaultValueFactory = _ => 4 };
var lifeSign = new Option<ushort?>("--life-sign") { Description = "A register to write the number of each cycle into." };
var every = new Option<double>("--every") { Description = "Seconds between cycles.", DefaultValueFactory = _ => 1 };
var master = new Command("master", "Polls a slave until Ctrl+C or SIGTERM.") { target, unit, parity, address, count, lifeSign, every };
master.SetAction((arguments, cancel) =>
{
    var settings = new PollSettings(
        arguments.GetValue(address), arguments.GetValue(count), arguments.GetValue(lifeSign), TimeSpan.FromSeconds(arguments.GetValue(every)));
    return Standalone.Run(() => Standalone.Master(arguments.GetRequiredValue(target), arguments.GetValue(unit), arguments.GetValue(parity), settings, cancel), cancel);
});

var root = new RootCommand("Modbus: without a command, a device and its master in one process.") { slave, master };
root.SetAction((_, cancel) => Story.Run(cancel));
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
