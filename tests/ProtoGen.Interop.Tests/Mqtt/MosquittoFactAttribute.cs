namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>A test with mosquitto at the other end: skipped where it is not installed, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute() => Skip = WhyNot(Broker.IsInstalled, Environment.GetEnvironmentVariable("CI") == "true");

    public static string? WhyNot(bool isInstalled, bool isCi) =>
        isInstalled || isCi ? null : "mosquitto, mosquitto_pub and mosquitto_sub were not found on the PATH; install them, or set CI=true to make this a failure.";
}
