using System.Buffers.Binary;
using System.Text;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>What is said from the first byte of a connection until the server is ready (55.2.1).</summary>
internal sealed class Login(PostgresOptions options)
{
    private Scram? _scram;

    /// <summary>What cancels statements of this connection.</summary>
    public BackendKeyData Key { get; private set; }

    /// <summary>What the server is set to, by name.</summary>
    public List<ParameterStatus> Settings { get; } = [];

    /// <exception cref="ConnectionException">The server refuses for now, or cannot be trusted.</exception>
    /// <exception cref="FaultException{ErrorResponse}">The server refuses.</exception>
    public async Task RunAsync(PostgreSqlHandshake handshake, CancellationToken cancel)
    {
        try
        {
            await foreach (var said in handshake.StartupAsync(Startup(), cancel))
            {
                switch (said)
                {
                    case StartupReplies.AuthenticationRequest asked when Answer(asked.Value) is { } answer:
                        await handshake.SendAuthenticationDataAsync(new() { Data = answer }, cancel);
                        break;
                    case StartupReplies.BackendKeyData key:
                        Key = key.Value;
                        break;
                    case StartupReplies.ParameterStatus setting:
                        Settings.Add(setting.Value);
                        break;
                    case StartupReplies.NoticeResponse notice:
                        options.Noticed?.Invoke(new(notice.Value.Reports));
                        break;
                }
            }
        }
        catch (FaultException<ErrorResponse> refusal) when (Passes(new ServerReport(refusal.Fault.Reports)))
        {
            throw new ConnectionException(DisconnectReason.RegisterPostponed, Delivery.NotSent, refusal.Message, refusal);
        }
        catch (InvalidDataException problem)
        {
            throw new ConnectionException(DisconnectReason.RegisterRejected, Delivery.NotSent, problem.Message, problem);
        }
    }

    // It starts, stops, recovers, or has no connection to spare: another time it may be different.
    private static bool Passes(ServerReport report) => report.SqlState is ['5', '7', 'P', ..] or ['5', '3', ..];

    private Startup Startup()
    {
        List<Parameter> parameters = [new() { Name = "user", Value = options.User }, new() { Name = "client_encoding", Value = "UTF8" }];
        if (options.Database is { } database) parameters.Add(new() { Name = "database", Value = database });
        return new() { Parameters = [.. parameters] };
    }

    private byte[]? Answer(AuthenticationRequest request)
    {
        switch (request.Data)
        {
            case AuthenticationRequestData.Mechanisms offered when offered.Value.Any(mechanism => mechanism.Name == Scram.Mechanism):
                _scram = new(Password());
                return First(_scram.Begin());
            case AuthenticationRequestData.Challenge challenge when _scram is not null:
                return _scram.Answer(challenge.Value);
            case AuthenticationRequestData.Outcome outcome when _scram is not null:
                _scram.Judge(outcome.Value);
                return null;
            case AuthenticationRequestData.CleartextPassword when options.AllowCleartext:
                return [.. Encoding.UTF8.GetBytes(Password()), 0];
            case AuthenticationRequestData.CleartextPassword:
                throw new InvalidDataException($"The server asks for the password in clear text; set {nameof(PostgresOptions)}.{nameof(PostgresOptions.AllowCleartext)} where the line can be trusted.");
            case AuthenticationRequestData.Ok when _scram is { IsProven: false }:
                throw new InvalidDataException("The server lets the client in without having proven that it knows the password.");
            case AuthenticationRequestData.Ok:
                return null;
            default:
                throw new InvalidDataException($"The server asks for {request.Data}, which this client cannot do; it knows SCRAM-SHA-256 and passwords in clear text.");
        }
    }

    // SASLInitialResponse (55.7): the frame alone does not say that it is one, so the schema cannot.
    private static byte[] First(byte[] response)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, response.Length);
        return [.. Encoding.ASCII.GetBytes(Scram.Mechanism), 0, .. size, .. response];
    }

    private string Password() => options.Password ?? throw new InvalidDataException("The server asks for a password, and there is none.");
}
