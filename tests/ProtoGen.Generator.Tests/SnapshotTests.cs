namespace ProtoGen.Generator.Tests;

/// <summary>What the generator writes, as a reader of the emitted files sees it.</summary>
public class SnapshotTests
{
    [Fact]
    public Task DeviceLink() => Verify("device-link.protogen.yaml", Schemas.DeviceLink);

    [Fact]
    public Task EveryFieldType() => Verify("every-type.protogen.yaml", Schemas.EveryType);

    private static Task Verify(string path, string schema, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var result = GeneratorRun.Run(new SchemaText(path, schema));
        Assert.Empty(result.Diagnostics);
        return Verifier.Verify(result.Results[0].GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString())), method: method);
    }
}
