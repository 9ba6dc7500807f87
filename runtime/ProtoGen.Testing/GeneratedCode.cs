using System.Runtime.CompilerServices;
using ProtoGen.Generator;
using ProtoGen.Schema;
using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Testing;

/// <summary>
/// The files that the generator makes of a schema, for a snapshot with whichever tool: a change of the schema, or of ProtoGen, then shows as a
/// difference of code that somebody reads.
/// </summary>
public sealed class GeneratedCode
{
    private GeneratedCode(IReadOnlyList<GeneratedFile> files, IReadOnlyList<string> warnings) => (Files, Warnings) = (files, warnings);

    /// <summary>The files in the order of their names. The same schema gives the same text, with <c>\n</c> line ends, on every machine.</summary>
    public IReadOnlyList<GeneratedFile> Files { get; }

    /// <summary>What a build would warn of, or remark, in its words: one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads a schema, and those that it imports.</summary>
    /// <param name="schema">The path of the schema. A relative one begins beside the calling file or, where it is not there, beside the test's assembly.</param>
    /// <param name="withHosting">Whether the project of the schema references ProtoGen.Hosting. Default false.</param>
    /// <param name="caller">Leave it out: the compiler gives it.</param>
    /// <exception cref="FileNotFoundException">There is no such schema.</exception>
    /// <exception cref="InvalidSchemaException">The schema has errors.</exception>
    public static GeneratedCode From(string schema, bool withHosting = false, [CallerFilePath] string caller = "")
    {
        var path = Find(schema, caller);
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetFileName(path);
        var result = SchemaCompiler.Compile(File.ReadAllText(path), import => File.Exists(Path.Combine(folder, import)) ? File.ReadAllText(Path.Combine(folder, import)) : null);
        string[] findings = [.. result.Diagnostics.Select(found => $"{name}({found.Span.Line},{found.Span.Column}): {found.Rule.Severity.ToString().ToLowerInvariant()} {found.Rule.Id}: {found.Message}")];
        return result.Protocol is { } protocol && result.Diagnostics.All(found => found.Rule.Severity != Severity.Error)
            ? new([.. SchemaCode.Of(protocol, name, withHosting).Select(file => new GeneratedFile(file.HintName, file.Text))], findings)
            : throw new InvalidSchemaException(findings);
    }

    /// <summary>All files after each other, for tools that compare one text: each begins with a line that has its name.</summary>
    public override string ToString() => string.Join("\n", Files.Select(file => $"// ---- {file.Name}\n{file.Text}"));

    private static string Find(string schema, string caller)
    {
        // The caller's path is made up where a build hides the machine's; then the schema has to be copied to the output.
        string[] places = [.. new[] { Path.GetDirectoryName(caller), AppContext.BaseDirectory }.Where(place => !string.IsNullOrEmpty(place)).Select(place => Path.GetFullPath(schema, Path.GetFullPath(place!))).Distinct()];
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"There is no schema at {string.Join(" or ", places)}; give a path relative to the calling file, or copy the schema to the output of the tests.", schema);
    }
}
