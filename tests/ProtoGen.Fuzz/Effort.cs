using System.Globalization;

namespace ProtoGen.Fuzz;

/// <summary>How long the random tests run: short by default, as long as the environment says where somebody has the time.</summary>
internal static class Effort
{
    /// <summary>Random schemas whose code is generated and compiled: <c>PROTOGEN_FUZZ_SCHEMAS</c>, 40 by default.</summary>
    public static int Schemas { get; } = Read("PROTOGEN_FUZZ_SCHEMAS", 40);

    /// <summary>Random values for each message of them: <c>PROTOGEN_FUZZ_VALUES</c>, 50 by default.</summary>
    public static int Values { get; } = Read("PROTOGEN_FUZZ_VALUES", 50);

    /// <summary>Where the seeds begin: <c>PROTOGEN_FUZZ_SEED</c>, 1 by default, so that a failure of a build is one everybody sees.</summary>
    public static int FirstSeed { get; } = Read("PROTOGEN_FUZZ_SEED", 1);

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
