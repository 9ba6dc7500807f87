using System.IO.Compression;
using System.Xml.Linq;

namespace ProtoGen.Package.Tests;

/// <summary>What is in the packages.</summary>
public class ContentTests
{
    private static readonly string[] Ids = ["ProtoGen", "ProtoGen.Hosting", "ProtoGen.Runtime", "ProtoGen.Testing", "ProtoGen.Tool"];

    public static TheoryData<string> Packages => [.. Ids];

    [Fact]
    public async Task The_solution_packs_exactly_these()
    {
        var feed = await Feed.Packed;

        var files = Directory.GetFiles(feed.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

        // The generator's symbols are inside its assemblies: a compiler that loads them finds no others.
        Assert.Equal(Ids.SelectMany(id => (string[])(id == "ProtoGen" ? [".nupkg"] : [".nupkg", ".snupkg"]), (id, kind) => $"{id}.0.1.0{kind}").Order(StringComparer.Ordinal), files);
    }

    [Fact]
    public async Task The_generator_has_its_private_assemblies_beside_it()
    {
        using var package = (await Feed.Packed).Open("ProtoGen");

        Assert.Equal(
            ["analyzers/dotnet/cs/ProtoGen.Generator.dll", "analyzers/dotnet/cs/ProtoGen.Schema.dll", "analyzers/dotnet/cs/YamlDotNet.dll"],
            Names(package).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)));
        Assert.Contains("build/net10.0/ProtoGen.targets", Names(package));
        Assert.Contains("THIRD-PARTY-NOTICES.txt", Names(package));
    }

    [Fact]
    public async Task What_is_emitted_is_for_the_runtime_of_the_same_version()
    {
        var dependency = Assert.Single((await Specification("ProtoGen")).Descendants(), element => element.Name.LocalName == "dependency");

        Assert.Equal(("ProtoGen.Runtime", "[0.1.0]"), ((string?)dependency.Attribute("id"), (string?)dependency.Attribute("version")));
    }

    [Theory, MemberData(nameof(Packages))]
    public async Task Each_says_what_it_is_under_which_license_and_nothing_of_where_it_was_built(string id)
    {
        var specification = await Specification(id);
        string Text(string name) => specification.Descendants().Single(element => element.Name.LocalName == name).Value;
        using var package = (await Feed.Packed).Open(id);
        using var readme = new StreamReader(package.GetEntry(Text("readme"))!.Open());

        Assert.Equal(("MIT", "The ProtoGen authors"), (Text("license"), Text("authors")));
        Assert.NotEqual("", Text("description"));
        Assert.StartsWith($"# {id}\n", (await readme.ReadToEndAsync()).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain(specification.Descendants(), element => element.Name.LocalName is "repository" or "projectUrl");
        foreach (var entry in package.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open()) await stream.CopyToAsync(content);
            var bytes = content.ToArray();
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Feed.Place("checkout"))) < 0, $"{entry.FullName} knows where it was built.");
        }
    }

    [Fact]
    public async Task Two_packs_of_the_same_sources_hold_the_same_bytes_wherever_they_stand()
    {
        var feed = await Feed.Packed;
        var again = Feed.Place("elsewhere/feed");

        await Feed.PackAsync(Feed.Place("elsewhere/another-checkout"), again);

        foreach (var path in Directory.GetFiles(feed.Folder))
        {
            using var first = await ZipFile.OpenReadAsync(path);
            using var second = await ZipFile.OpenReadAsync(Path.Combine(again, Path.GetFileName(path)));
            Assert.Equal(await Hashes(first), await Hashes(second));
        }
    }

    private static async Task<XElement> Specification(string id)
    {
        using var package = (await Feed.Packed).Open(id);
        await using var stream = package.Entries.Single(entry => entry.FullName == $"{id}.nuspec").Open();
        return await XElement.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
    }

    private static IEnumerable<string> Names(ZipArchive package) => package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal);

    private static async Task<SortedDictionary<string, string>> Hashes(ZipArchive package)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in package.Entries)
        {
            await using var stream = entry.Open();
            hashes[entry.FullName] = Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(stream));
        }

        return hashes;
    }
}
