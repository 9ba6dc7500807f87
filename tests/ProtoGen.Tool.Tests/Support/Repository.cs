using System.Runtime.CompilerServices;

namespace ProtoGen.Tool.Tests;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static string DeviceLink { get; } = Path.Combine(Root, "samples/DeviceLink/device-link.protogen.yaml");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
