using System.CommandLine;
using Samples.Postgres;

var server = new Option<string>("--server") { Description = "tcp://HOST:PORT, tls://HOST:PORT or unix:///PATH.", DefaultValueFactory = _ => "tcp://localhost:5432" };
var user = new Option<string>("--user") { Description = "The role to log in as.", DefaultValueFactory = _ => Environment.UserName };
var password = new Option<string>("--password") { Description = "Its password.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PGPASSWORD") ?? "" };
var database = new Option<string>("--database") { Description = "The database; by default that of the user's name." };
var cleartext = new Option<bool>("--allow-cleartext") { Description = "Whether a server that asks for the password itself gets it." };

var authority = new Option<FileInfo>("--ca") { Description = "A PEM file of the authorities to trust instead of the system's." };

PostgresOptions Options(ParseResult arguments) => new()
{
    User = arguments.GetRequiredValue(user),
    Password = arguments.GetValue(password) is { Length: > 0 } given ? given : null,
    Database = arguments.GetValue(database),
    AllowCleartext = arguments.GetValue(cleartext),
    Tls = arguments.GetValue(authority) is { } file ? new() { TrustedAuthorities = CommandLine.Authorities(file.FullName) } : null,
};

var sql = new Argument<string>("sql") { Description = "Such as 'SELECT $1::int + 1'." };
var values = new Argument<string[]>("value") { Description = "The values of $1, $2 and so on.", Arity = ArgumentArity.ZeroOrMore };
var query = new Command("query", "Runs statements and prints their rows.") { sql, values };
query.SetAction((arguments, cancel) => CommandLine.RunAsync(() => CommandLine.QueryAsync(
    arguments.GetRequiredValue(server), Options(arguments), arguments.GetRequiredValue(sql), arguments.GetValue(values) ?? [], cancel)));

var channels = new Argument<string[]>("channel") { Description = "The channels to listen to.", Arity = ArgumentArity.OneOrMore };
var listen = new Command("listen", "Prints what others NOTIFY, until Ctrl+C or SIGTERM; comes back by itself.") { channels };
listen.SetAction((arguments, cancel) => CommandLine.RunAsync(() => CommandLine.ListenAsync(
    arguments.GetRequiredValue(server), Options(arguments), arguments.GetRequiredValue(channels), cancel)));

foreach (var command in new[] { query, listen })
{
    foreach (var option in new Option[] { server, user, password, database, cleartext, authority }) command.Options.Add(option);
}

var root = new RootCommand("PostgreSQL's protocol against any server; without a command, a story with a server of its own.") { query, listen };
root.SetAction((_, cancel) => CommandLine.RunAsync(() => Story.RunAsync(cancel)));
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
