namespace ProtoGen.Interop.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    /// <summary>The sample, as it was built with these tests.</summary>
    public static string Sample
    {
        get
        {
            // tests/ProtoGen.Interop.Tests/bin/Debug/net10.0 -> samples/DeviceLink/bin/Debug/net10.0
            var output = Path.GetRelativePath(Path.Combine(Root, "tests", "ProtoGen.Interop.Tests"), AppContext.BaseDirectory);
            return Path.Combine(Root, "samples", "DeviceLink", output, "DeviceLink.dll");
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
