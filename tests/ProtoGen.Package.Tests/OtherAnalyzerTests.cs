namespace ProtoGen.Package.Tests;

/// <summary>Other analyzers of a project may bring another version of a library that the generator has, too.</summary>
public class OtherAnalyzerTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.8.0" PrivateAssets="all" ExcludeAssets="runtime" />
            <PackageReference Include="YamlDotNet" Version="18.1.0" />
          </ItemGroup>
        </Project>
        """;

    // Really reads YAML, and leaves behind which version of the library it did that with.
    private const string Generator = """
        using System.IO;
        using Microsoft.CodeAnalysis;
        using YamlDotNet.Core;
        using YamlDotNet.Core.Events;

        [Generator(LanguageNames.CSharp)]
        public sealed class OtherGenerator : IIncrementalGenerator
        {
            public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(output =>
            {
                var parser = new Parser(new StringReader("key: value"));
                while (parser.MoveNext() && !(parser.Current is Scalar)) { }
                var version = typeof(Parser).Assembly.GetName().Version.Major;
                output.AddSource("Other.g.cs", "static class Other { public const string Read = \"" + ((Scalar)parser.Current).Value + " with " + version + "\"; }");
            });
        }
        """;

    [Fact]
    public async Task A_newer_YamlDotNet_of_another_analyzer_disturbs_neither()
    {
        var feed = await Feed.Packed;
        var consumer = await feed.NewConsumer(program: Samples.Program.Replace("await using var server", "Console.WriteLine(Other.Read);\nawait using var server", StringComparison.Ordinal));
        var other = await OtherAnalyzer(consumer);
        await ReferTo(other, consumer);

        // Before the package's own analyzers in the compiler's command line, and after them.
        foreach (var place in (string[])["Before", "After"])
        {
            var run = (await consumer.Dotnet("run", $"-p:Other={place}")).Succeeded();

            Assert.Equal(["key with 18", "Hello Ada."], run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static async Task<string> OtherAnalyzer(Shell consumer)
    {
        var folder = Path.Combine(Path.GetDirectoryName(consumer.Folder)!, "Other");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Other.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(folder, "OtherGenerator.cs"), Generator);
        (await (consumer with { Folder = folder }).Dotnet("build")).Succeeded();
        return Path.Combine(folder, "bin", "Debug", "netstandard2.0");
    }

    private static async Task ReferTo(string analyzers, Shell consumer)
    {
        var item = $"""<Analyzer Include="{analyzers}/Other.dll;{analyzers}/YamlDotNet.dll" />""";
        var file = Path.Combine(consumer.Folder, "Consumer.csproj");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("</Project>", $"""
              <ItemGroup Condition="'$(Other)' == 'Before'">{item}</ItemGroup>
              <Target Name="AddOther" BeforeTargets="CoreCompile" Condition="'$(Other)' == 'After'">
                <ItemGroup>{item}</ItemGroup>
              </Target>
            </Project>
            """, StringComparison.Ordinal));
    }
}
