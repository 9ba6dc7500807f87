namespace Samples.Postgres;

/// <summary>A statement failed on the server; the session goes on unless <see cref="ServerReport.Severity"/> is FATAL.</summary>
/// <param name="report">What the server said.</param>
/// <param name="inner">What else happened, if anything.</param>
public sealed class PostgresException(ServerReport report, Exception? inner = null) : Exception(report.ToString(), inner)
{
    /// <summary>What the server said.</summary>
    public ServerReport Report => report;

    /// <summary>The five characters that say what went wrong.</summary>
    public string SqlState => report.SqlState;
}
