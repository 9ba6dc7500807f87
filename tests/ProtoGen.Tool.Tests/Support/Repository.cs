using System.Runtime.CompilerServices;

namespace ProtoGen.Tool.Tests;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static string DeviceLink { get; } = Path.Combine(Root, "samples/DeviceLink/device-link.protogen.yaml");

    /// <summary>Every schema that is meant to be good.</summary>
    public static IReadOnlyList<string> Schemas { get; } =
    [
        .. Directory.GetFiles(Root, "*.protogen.yaml", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Bad/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
