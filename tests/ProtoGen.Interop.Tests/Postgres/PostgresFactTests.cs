namespace ProtoGen.Interop.Tests.Postgres;

public class PostgresFactTests
{
    [Fact]
    public void Without_postgres_a_test_is_skipped_with_a_reason() =>
        Assert.Contains("initdb", PostgresFactAttribute.WhyNot(isInstalled: false, isCi: false), StringComparison.Ordinal);

    [Fact]
    public void Without_postgres_a_test_is_not_skipped_in_ci() => Assert.Null(PostgresFactAttribute.WhyNot(isInstalled: false, isCi: true));

    [Fact]
    public void With_postgres_a_test_runs() => Assert.Null(PostgresFactAttribute.WhyNot(isInstalled: true, isCi: false));
}
