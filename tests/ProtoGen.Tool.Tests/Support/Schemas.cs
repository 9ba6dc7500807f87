using ProtoGen.Schema.Model;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Tests;

/// <summary>The schemas of protocols that exist, with the frames that others published.</summary>
internal static class Schemas
{
    private static string Folder => Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Protocols");

    private static string Samples => Path.Combine(Repository.Root, "samples");

    /// <summary>Those that samples speak; libraries of messages are parts of them.</summary>
    public static IEnumerable<string> OfSamples =>
        Directory.GetDirectories(Samples).SelectMany(folder => Directory.GetFiles(folder, "*.protogen.yaml")).Where(path => File.ReadLines(path).Any(line => line.StartsWith("protocol:", StringComparison.Ordinal)));

    /// <summary>Paths within the folder of all protocols, or within that of the samples.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.protogen.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path))
            .Concat(OfSamples.Select(path => Path.GetRelativePath(Samples, path))).Select(path => path.Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static TheoryData<string> All => new(Names);

    public static string PathOf(string schema) => Path.Combine(File.Exists(Path.Combine(Folder, schema)) ? Folder : Samples, schema);

    public static Protocol Load(string schema) => LoadedSchema.Read(new(PathOf(schema))).Protocol;
}
