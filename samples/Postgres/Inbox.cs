namespace Samples.Postgres;

/// <summary>What the server says unasked.</summary>
internal sealed class Inbox(PostgresOptions options, Settings settings) : PostgreSqlClientHandler
{
    public override ValueTask OnNotificationResponse(NotificationResponse message, PostgreSqlClient client) => options.Notified?.Invoke(message) ?? default;

    public override ValueTask OnNoticeResponse(NoticeResponse message, PostgreSqlClient client)
    {
        options.Noticed?.Invoke(new(message.Reports));
        return default;
    }

    // An error that no statement asked for is the server's last word.
    public override ValueTask OnErrorResponse(ErrorResponse message, PostgreSqlClient client)
    {
        options.Noticed?.Invoke(new(message.Reports));
        return default;
    }

    public override ValueTask OnParameterStatus(ParameterStatus message, PostgreSqlClient client)
    {
        settings.Set(message);
        return default;
    }
}
