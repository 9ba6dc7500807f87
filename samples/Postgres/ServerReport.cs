using ProtoGen;

namespace Samples.Postgres;

/// <summary>An error or a notice, by its parts (55.8).</summary>
public sealed class ServerReport(WireList<Report> parts)
{
    /// <summary>The five characters of the SQLSTATE, such as <c>23505</c> for a key that is there already.</summary>
    public string SqlState => this[Samples.Postgres.Detail.Code] ?? "";

    /// <summary>ERROR, FATAL, PANIC; WARNING, NOTICE and their like. Never translated.</summary>
    public string Severity => this[Samples.Postgres.Detail.SeverityCode] ?? this[Samples.Postgres.Detail.Severity] ?? "";

    /// <summary>What is the matter, in the language of the server.</summary>
    public string Message => this[Samples.Postgres.Detail.Message] ?? "";

    /// <summary>More about it; null where there is no more.</summary>
    public string? Detail => this[Samples.Postgres.Detail.Detail];

    /// <summary>What could be done about it; null where the server does not know.</summary>
    public string? Hint => this[Samples.Postgres.Detail.Hint];

    /// <summary>Any part; null where it is not there.</summary>
    public string? this[Detail part]
    {
        get
        {
            foreach (var said in parts)
                if (said.Kind == part) return said.Text;
            return null;
        }
    }

    /// <summary>Severity, SQLSTATE and message.</summary>
    public override string ToString() => $"{Severity} {SqlState}: {Message}";
}
