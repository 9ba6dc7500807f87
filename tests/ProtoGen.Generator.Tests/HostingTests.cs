using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>Extension methods for a host stand where the project references ProtoGen.Hosting, and nowhere else.</summary>
public class HostingTests
{
    private const string Hosting = "namespace ProtoGen.Hosting; public static class ProtoGenHosting;";

    [Fact]
    public void Without_the_package_nothing_is_emitted_for_a_host() =>
        Assert.DoesNotContain(GeneratorRun.Run(Schemas.DeviceLink).GeneratedTrees, IsForHost);

    [Fact]
    public void With_the_package_each_protocol_has_a_file_for_a_host()
    {
        var run = GeneratorRun.Driver(new SchemaText("test.protogen.yaml", Schemas.DeviceLink)).RunGenerators(GeneratorRun.Compilation(Hosting)).GetRunResult();
        var text = Assert.Single(run.GeneratedTrees, IsForHost).ToString();
        Assert.Contains("AddDeviceLinkServer(", text, StringComparison.Ordinal);
        Assert.Contains("AddDeviceLinkClient(", text, StringComparison.Ordinal);
    }

    private static bool IsForHost(SyntaxTree tree) => tree.FilePath.EndsWith("DeviceLinkHosting.g.cs", StringComparison.Ordinal);
}
