using System.CommandLine;
using System.Security.Cryptography.X509Certificates;

namespace Samples.Mqtt;

/// <summary>The options that say how to reach a broker.</summary>
internal sealed class ConnectionArguments
{
    private readonly Option<string> _broker = new("--broker") { Description = "tcp://HOST:PORT or tls://HOST:PORT.", DefaultValueFactory = _ => "tcp://localhost:1883" };
    private readonly Option<string> _id = new("--id") { Description = "The client id; with one the broker keeps the session, without one it makes one up." };
    private readonly Option<string> _user = new("--user") { Description = "The user's name." };
    private readonly Option<string> _password = new("--password") { Description = "The user's password." };
    private readonly Option<FileInfo> _authority = new("--ca") { Description = "A PEM file of the authorities to trust instead of the system's." };
    private readonly Option<int> _keepAlive = new("--keep-alive") { Description = "Seconds of silence before a ping.", DefaultValueFactory = _ => 60 };
    private readonly Option<string> _willTopic = new("--will-topic") { Description = "Where the broker publishes the will if this client goes without a word." };
    private readonly Option<string> _will = new("--will") { Description = "The will, as text.", DefaultValueFactory = _ => "" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _broker, _id, _user, _password, _authority, _keepAlive, _willTopic, _will }) command.Options.Add(option);
    }

    public string Broker(ParseResult arguments) => arguments.GetRequiredValue(_broker);

    public MqttOptions Options(ParseResult arguments) => new()
    {
        ClientId = arguments.GetValue(_id) ?? "",
        CleanSession = arguments.GetValue(_id) is null,
        User = arguments.GetValue(_user),
        Password = arguments.GetValue(_password),
        KeepAlive = TimeSpan.FromSeconds(arguments.GetValue(_keepAlive)),
        Will = arguments.GetValue(_willTopic) is { } topic ? new(topic, CommandLine.Bytes(arguments.GetValue(_will)!)) : null,
        Tls = arguments.GetValue(_authority) is { } file ? new() { TrustedAuthorities = Authorities(file.FullName) } : null,
    };

    private static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }
}
