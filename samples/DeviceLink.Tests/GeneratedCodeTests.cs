using ProtoGen.Testing;
using Snapshooter.Xunit;

namespace Samples.DeviceLink.Tests;

/// <summary>A change of the schema, or of ProtoGen, shows as a difference of code that somebody reads before it goes out.</summary>
public class GeneratedCodeTests
{
    private static readonly GeneratedCode Code = GeneratedCode.From("../DeviceLink/device-link.protogen.yaml");

    [Fact]
    public void The_schema_stands_for_these_types() => Snapshot.Match(string.Join("\n", Code.Files.Select(file => file.Name)));

    [Fact]
    public void The_registration_is_read_and_written_as_ever() => Snapshot.Match(Code.Files.Single(file => file.Name == "Samples.DeviceLink.Register.g.cs").Text);
}
