using System.Reflection;
using ProtoGen.Generator.Emit;
using ProtoGen.Schema;

namespace ProtoGen.Generator.Tests;

/// <summary>Who may know whom.</summary>
public class ArchitectureTests
{
    [Fact]
    public void Schema_and_runtime_know_nobody()
    {
        foreach (var assembly in (Assembly[])[typeof(SchemaCompiler).Assembly, typeof(IMessage<>).Assembly])
        {
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference =>
                reference.Name!.StartsWith("ProtoGen", StringComparison.Ordinal) || reference.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_generator_knows_the_schema_and_not_the_runtime() =>
        Assert.Equal(["ProtoGen.Schema"], typeof(ProtoGenGenerator).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!).Where(name => name.StartsWith("ProtoGen", StringComparison.Ordinal)));

    [Fact]
    public void Every_runtime_name_in_emitted_code_exists()
    {
        var names = typeof(RuntimeNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => (string)field.GetRawConstantValue()!).Where(name => name.StartsWith("global::ProtoGen.", StringComparison.Ordinal));
        var types = typeof(IMessage<>).Assembly.GetExportedTypes().Concat(typeof(Hosting.ProtoGenHosting).Assembly.GetExportedTypes())
            .Select(type => type.FullName!.Split('`')[0]).ToHashSet();

        Assert.All(names, name => Assert.Contains(name["global::".Length..], types));
    }

    [Fact]
    public void Runtime_names_stand_in_one_file()
    {
        var folder = Path.Combine(Repository.Root, "generator/ProtoGen.Generator");
        var offenders = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(file) != "RuntimeNames.cs")
            .Where(file => File.ReadAllText(file).Contains("global::ProtoGen", StringComparison.Ordinal));

        Assert.Empty(offenders.Select(Path.GetFileName));
    }

    [Fact]
    public void Only_the_reader_of_YAML_knows_its_library()
    {
        var folder = Path.Combine(Repository.Root, "schema/ProtoGen.Schema");
        var knowing = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("YamlDotNet", StringComparison.Ordinal));

        Assert.Equal(["YamlReader.cs"], knowing.Select(Path.GetFileName));
    }
}
