namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>A test with PostgreSQL at the other end: skipped where it is not installed, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = WhyNot(Database.IsInstalled, Environment.GetEnvironmentVariable("CI") == "true");

    public static string? WhyNot(bool isInstalled, bool isCi) =>
        isInstalled || isCi ? null : "postgres, initdb and psql were not found on the PATH or in /usr/lib/postgresql; install them, or set CI=true to make this a failure.";
}
