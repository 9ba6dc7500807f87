namespace ProtoGen.Interop.Tests.Mqtt;

public class MosquittoFactTests
{
    [Fact]
    public void Without_mosquitto_a_test_is_skipped_with_a_reason() =>
        Assert.Contains("mosquitto", MosquittoFactAttribute.WhyNot(isInstalled: false, isCi: false), StringComparison.Ordinal);

    [Fact]
    public void Without_mosquitto_a_test_is_not_skipped_in_ci() => Assert.Null(MosquittoFactAttribute.WhyNot(isInstalled: false, isCi: true));

    [Fact]
    public void With_mosquitto_a_test_runs() => Assert.Null(MosquittoFactAttribute.WhyNot(isInstalled: true, isCi: false));
}
