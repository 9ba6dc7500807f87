using System.Text.Json;

namespace ProtoGen.Package.Tests;

/// <summary>Fresh projects outside the repository that have nothing but the package.</summary>
public class ConsumerTests
{
    [Fact]
    public async Task The_package_a_schema_and_a_program_are_all_it_takes()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer();

        var build = (await project.Dotnet("build", "-warnaserror")).Succeeded();
        var run = (await project.Dotnet("run", "--no-build")).Succeeded();

        Assert.Empty(build.Findings);
        Assert.Equal("Hello Ada.", run.Text.Trim());
        Assert.Equal(Path.Combine(project.Variables["NUGET_PACKAGES"], "protogen", "0.1.0"), PlaceOf("ProtoGen", project));
        Assert.Equal(Path.Combine(project.Variables["NUGET_PACKAGES"], "protogen.runtime", "0.1.0"), PlaceOf("ProtoGen.Runtime", project));
    }

    [Fact]
    public async Task A_mistake_is_one_line_with_the_place_the_mending_and_a_page_that_is_there()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer(Samples.Schema.Replace("string[u8]", "strng[u8]", StringComparison.Ordinal), "// nothing of the schema is used");

        var build = (await project.Dotnet("build")).Failed();

        var finding = Assert.Single(build.Findings);
        Assert.Contains("chat.protogen.yaml(9,22): error PG2003: Field 'name' of message 'Greet' has unknown type 'strng'; did you mean 'string'? (file://", finding, StringComparison.Ordinal);
        var page = new Uri(finding[(finding.IndexOf("(file://", StringComparison.Ordinal) + 1)..finding.LastIndexOf(')')]).LocalPath;
        Assert.StartsWith("# PG2003:", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_language_or_compiler_is_one_error()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer();

        foreach (var (setting, mending) in ((string, string)[])
            [("-p:LangVersion=12", "C# 12; remove <LangVersion>"), ("-p:LangVersion=13.0", "C# 13.0; remove <LangVersion>"), ("-p:CompilerApiVersion=roslyn4.14", "(roslyn4.14); build with the .NET SDK 10")])
        {
            var build = (await project.Dotnet("build", "--no-restore", setting)).Failed();

            var finding = Assert.Single(build.Findings);
            Assert.Contains("Consumer.csproj : error PG0001: ProtoGen emits C# 14, but", finding, StringComparison.Ordinal);
            Assert.Contains(mending, finding, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_older_framework_is_refused_when_the_package_is_added()
    {
        var feed = await Feed.Packed;
        var around = feed.NewFolder();
        (await around.Dotnet("new", "classlib", "-o", "Old")).Succeeded();
        var project = around with { Folder = Path.Combine(around.Folder, "Old") };
        var file = Path.Combine(project.Folder, "Old.csproj");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("net10.0", "netstandard2.0", StringComparison.Ordinal));

        var added = (await project.Dotnet("add", "package", "ProtoGen")).Failed();

        Assert.Contains("incompatible with 'all' frameworks", added.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_above_one_with_a_schema_uses_its_types_and_runs_no_generator()
    {
        var feed = await Feed.Packed;
        var around = feed.NewFolder();
        (await around.Dotnet("new", "classlib", "-o", "Wire")).Succeeded();
        (await around.Dotnet("new", "console", "-o", "App")).Succeeded();
        var (wire, app) = (Path.Combine(around.Folder, "Wire"), Path.Combine(around.Folder, "App"));
        (await (around with { Folder = wire }).Dotnet("add", "package", "ProtoGen")).Succeeded();
        (await (around with { Folder = app }).Dotnet("add", "reference", "../Wire/Wire.csproj")).Succeeded();
        await File.WriteAllTextAsync(Path.Combine(wire, "chat.protogen.yaml"), Samples.Schema);
        await File.WriteAllTextAsync(Path.Combine(app, "Program.cs"), Samples.Program);
        await File.WriteAllTextAsync(Path.Combine(app, "not-for-this-project.protogen.yaml"), "protocol: Unread");

        var run = (await (around with { Folder = app }).Dotnet("run")).Succeeded();

        Assert.Equal("Hello Ada.", run.Text.Trim());
    }

    [Fact]
    public async Task A_native_program_is_published_without_a_warning_and_runs()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer();

        var publish = (await project.Dotnet("publish", "-p:PublishAot=true", "-o", "native")).Succeeded();
        var run = (await project.Run(Path.Combine(project.Folder, "native", OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer"))).Succeeded();

        Assert.Empty(publish.Findings);
        Assert.False(File.Exists(Path.Combine(project.Folder, "native", "Consumer.dll")));
        Assert.Equal("Hello Ada.", run.Text.Trim());
    }

    [Fact]
    public async Task Beside_the_package_of_the_host_registrations_are_emitted()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer(program: """
            using Chat;
            using Microsoft.Extensions.DependencyInjection;

            var services = new ServiceCollection().AddChatServer(null, (_, peer) => new Visitor());
            Console.WriteLine(services.Any(service => service.ServiceType == typeof(ChatServer)));

            sealed class Visitor : ChatServerHandler
            {
                public override ValueTask<GreetReply> OnGreet(Greet request, ChatContext context) => new(new GreetReply { Text = "" });
            }
            """);
        (await project.Dotnet("add", "package", "ProtoGen.Hosting")).Succeeded();

        var run = (await project.Dotnet("run")).Succeeded();

        Assert.Equal("True", run.Text.Trim());
    }

    [Fact]
    public async Task Beside_the_package_for_tests_the_generated_code_is_at_hand_and_its_makers_are_not()
    {
        var feed = await Feed.Packed;
        var project = await feed.NewConsumer(program: """
            var code = ProtoGen.Testing.GeneratedCode.From("chat.protogen.yaml");
            Console.WriteLine(string.Join(" ", code.Files.Select(file => file.Name)));
            """);
        (await project.Dotnet("add", "package", "ProtoGen.Testing")).Succeeded();

        var run = (await project.Dotnet("run")).Succeeded();
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Program.cs"), "_ = typeof(ProtoGen.Generator.ProtoGenGenerator);");
        var build = (await project.Dotnet("build", "--no-restore")).Failed();

        Assert.Equal("Chat.ChatProtocol.g.cs Chat.Greet.g.cs Chat.GreetReply.g.cs", run.Text.Trim());
        Assert.Contains("error CS0234", Assert.Single(build.Findings), StringComparison.Ordinal);
    }

    private static string PlaceOf(string package, Shell project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Folder, "obj", "project.assets.json")));
        var path = assets.RootElement.GetProperty("libraries").GetProperty($"{package}/0.1.0").GetProperty("path").GetString()!;
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => Path.Combine(folder.Name, path)).First(Directory.Exists);
    }
}
