using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ProtoGen.Package.Tests;

/// <summary>The packages of this checkout in a folder, packed once for all tests, and what is needed to use them like any others.</summary>
internal sealed partial class Feed
{
    private static readonly Lazy<Task<Feed>> Made = new(MakeAsync);
    private static readonly string Root = Directory.CreateTempSubdirectory("protogen-packages-").FullName;
    private int _consumers;

    /// <summary>Packed when it is first asked for.</summary>
    public static Task<Feed> Packed => Made.Value;

    public string Folder { get; } = Path.Combine(Root, "feed");

    private static Dictionary<string, string> Variables
    {
        get
        {
            var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
            var variables = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(Root, "cache") };
            // What the machine has of others need not be fetched again; ours come from the feed alone.
            if (Directory.Exists(machine) && Directory.GetDirectories(machine, "protogen*").Length == 0) variables["RestoreFallbackFolders"] = machine;
            return variables;
        }
    }

    /// <summary>Packs a copy of the checkout at a place of its own.</summary>
    public static async Task PackAsync(string copy, string output)
    {
        Repository.CopyTo(copy);
        // The analyzers have had their say in the build of the solution, and change no byte.
        (await new Shell(copy, new Dictionary<string, string>()).Dotnet("pack", "ProtoGen.sln", "-c", "Release", "-o", output, "-p:RunAnalyzers=false")).Succeeded();
    }

    public static string Place(string name) => Path.Combine(Root, name);

    /// <summary>An empty folder outside the repository in which commands find the feed.</summary>
    public Shell NewFolder()
    {
        var folder = Path.Combine(Root, "consumers", $"{Interlocked.Increment(ref _consumers)}");
        Directory.CreateDirectory(folder);
        return new(folder, Variables);
    }

    /// <summary>A new console application that has the package and a schema.</summary>
    public async Task<Shell> NewConsumer(string schema = Samples.Schema, string program = Samples.Program)
    {
        var around = NewFolder();
        (await around.Dotnet("new", "console", "-o", "Consumer", "--no-restore")).Succeeded();
        var project = around with { Folder = Path.Combine(around.Folder, "Consumer") };
        (await project.Dotnet("add", "package", "ProtoGen")).Succeeded();
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "chat.protogen.yaml"), schema);
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Program.cs"), program);
        return project;
    }

    public ZipArchive Open(string package) => ZipFile.OpenRead(Directory.GetFiles(Folder, "*.nupkg").Single(path => PackageName().Replace(Path.GetFileName(path), "") == package));

    private static async Task<Feed> MakeAsync()
    {
        ForgetTools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            ForgetTools();
            Directory.Delete(Root, recursive: true);
        };
        var feed = new Feed();
        await PackAsync(Place("checkout"), feed.Folder);
        Directory.CreateDirectory(Path.Combine(Root, "consumers"));
        await File.WriteAllTextAsync(Path.Combine(Root, "consumers", "nuget.config"), await ConfigurationAsync(feed.Folder));
        return feed;
    }

    // The SDK remembers by version where it put a tool, also when that is gone.
    private static void ForgetTools()
    {
        var home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var remembered = Path.Combine(home, ".dotnet/toolResolverCache/1/protogen.tool");
        if (File.Exists(remembered)) File.Delete(remembered);
    }

    /// <summary>The machine's own sources for everything, and the feed for what is ours: another package of that name is never met.</summary>
    private static async Task<string> ConfigurationAsync(string feed)
    {
        var listed = (await new Shell(Root, new Dictionary<string, string>()).Dotnet("nuget", "list", "source")).Succeeded();
        var others = SourceName().Matches(listed.Text).Select(match => $"""<packageSource key="{match.Groups[1].Value}"><package pattern="*" /></packageSource>""");
        return $"""
            <configuration>
              <packageSources><add key="ProtoGenFeed" value="{feed}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="ProtoGenFeed"><package pattern="ProtoGen" /><package pattern="ProtoGen.*" /></packageSource>
                {string.Join("\n    ", others)}
              </packageSourceMapping>
            </configuration>
            """;
    }

    [GeneratedRegex(@"^\s*\d+\.\s+(.+) \[Enabled\]", RegexOptions.Multiline)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"\.\d+\.\d+\.\d+.*$")]
    private static partial Regex PackageName();
}
