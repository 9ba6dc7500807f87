namespace ProtoGen.Tool.Tests;

/// <summary>A folder of schemas that is gone after the test.</summary>
internal sealed class SchemaFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("protogen-");

    /// <summary>The head of a schema: a length, an id, a body.</summary>
    public const string Head = "protocol: Chat\nnamespace: Samples.Chat\nframe: { layout: { length: u16 = bytes(id..body), id: u8, body: } }\n";

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
