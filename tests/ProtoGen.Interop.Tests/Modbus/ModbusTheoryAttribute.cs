namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>A test with each library of others: skipped where one of them is missing, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModbusTheoryAttribute : TheoryAttribute
{
    /// <param name="needsLine">Whether it also needs a serial line.</param>
    public ModbusTheoryAttribute(bool needsLine = false)
    {
        var missing = new[] { "pymodbus", "libmodbus" }.Select(ModbusPeers.WhyNot).FirstOrDefault(reason => reason is not null);
        if (needsLine && !SerialLine.IsInstalled) missing ??= "socat was not found on the PATH";
        if (missing is not null && Environment.GetEnvironmentVariable("CI") != "true") Skip = $"{missing}; set CI=true to make this a failure.";
    }
}
