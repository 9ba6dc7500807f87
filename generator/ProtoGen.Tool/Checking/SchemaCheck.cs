using ProtoGen.Schema;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Checking;

/// <summary>Compiles schemas and all they import, each file once, and keeps what is said of each.</summary>
internal sealed class SchemaCheck(bool warningsAreErrors)
{
    private readonly Dictionary<string, CheckedText> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compiled = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private int _messages;
    private int _vectors;

    /// <exception cref="UsageException">A file is not there, or cannot be read.</exception>
    public static CheckReport Run(IEnumerable<FileInfo> files, bool warningsAreErrors)
    {
        var check = new SchemaCheck(warningsAreErrors);
        foreach (var file in files) check.Compile(file);
        // Two schemas that import a file hear the same of it.
        return new(check._texts.Count, check._messages, check._vectors, [.. check._findings.Distinct()]);
    }

    private void Compile(FileInfo file)
    {
        var text = Read(file.ToString()) ?? throw new UsageException($"There is no schema {file}.");
        var open = new Queue<CheckedText>([text]);
        while (open.TryDequeue(out var next))
        {
            // An imported file imports from where it is itself.
            var folder = Path.GetDirectoryName(next.Path) ?? "";
            if (!Compile(next, folder)) continue;
            foreach (var name in SchemaCompiler.ImportsOf(next.Text))
                if (Read(PathOf(folder, name)) is { } imported) open.Enqueue(imported);
        }
    }

    private bool Compile(CheckedText text, string folder)
    {
        if (!_compiled.Add(Path.GetFullPath(text.Path))) return false;
        var result = SchemaCompiler.Compile(text.Text, name => Read(PathOf(folder, name))?.Text);
        _messages += result.Protocol?.Messages.Count ?? 0;
        _vectors += result.Protocol?.Vectors.Count ?? 0;
        _findings.AddRange(result.Diagnostics.Select(said => new Finding(said.Span.File is { } name ? Read(PathOf(folder, name))! : text, SeverityOf(said), said with { Span = said.Span with { File = null } })));
        return true;
    }

    private Severity SeverityOf(SchemaDiagnostic said) => warningsAreErrors && said.Rule.Severity == Severity.Warning ? Severity.Error : said.Rule.Severity;

    private CheckedText? Read(string path)
    {
        var full = Path.GetFullPath(path);
        if (_texts.TryGetValue(full, out var known)) return known;
        return SchemaText.Read(full) is { } text ? _texts[full] = new(path, text) : null;
    }

    /// <summary>Without <c>.</c> and <c>..</c>, and as short as what the user wrote.</summary>
    private static string PathOf(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(".", path);
    }
}
