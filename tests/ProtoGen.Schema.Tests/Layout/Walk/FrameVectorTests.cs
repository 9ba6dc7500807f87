namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>The frames of real protocols: every vector of their schemas is proven by the walk.</summary>
public class FrameVectorTests
{
    private static string Folder => Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Schemas/frames");

    public static TheoryData<string> Files => new(Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_vector_of_a_real_protocol_is_read_and_written_again(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.Empty(Findings.Of(text));
        Assert.Equal(text.Split("hex:").Length - 1, SchemaCompiler.Compile(text).Protocol!.Vectors.Count);
    }
}
