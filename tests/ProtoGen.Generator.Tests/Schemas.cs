namespace ProtoGen.Generator.Tests;

/// <summary>The schemas that the tests generate from.</summary>
internal static class Schemas
{
    public static readonly string DeviceLink = Read("samples/DeviceLink/device-link.protogen.yaml");

    public static readonly string EveryType = Read("tests/ProtoGen.Conformance/Schemas/every-type.protogen.yaml");

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));
}
