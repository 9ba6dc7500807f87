using ProtoGen.Schema.Model;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Tests;

/// <summary>The schemas of protocols that exist, with the frames that others published.</summary>
internal static class Schemas
{
    private static string Folder => Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Protocols");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.protogen.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static TheoryData<string> All => new(Names);

    public static string PathOf(string schema) => Path.Combine(Folder, schema);

    public static Protocol Load(string schema) => LoadedSchema.Read(new(PathOf(schema))).Protocol;
}
