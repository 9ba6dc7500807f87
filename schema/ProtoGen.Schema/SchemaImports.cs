using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema;

/// <summary>Brings in the types, checks, messages and frame of the schemas that a schema imports.</summary>
/// <param name="own">The text of the schema.</param>
/// <param name="find">The text of a file by its path as seen from the schema; null where there is none.</param>
internal sealed class SchemaImports(string own, Func<string, string?> find)
{
    private const string HasErrors = "which has errors; mend them there first";

    // What several files import is parsed once.
    private readonly Dictionary<string, SchemaSyntax?> _parsed = new(StringComparer.Ordinal);

    /// <summary>The schema with all it imports; everything it says itself comes after.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public SchemaSyntax Resolve(SchemaSyntax schema, DiagnosticBag diagnostics)
    {
        // A file is known by its text, since a way through another folder gives it another path: two ways to one file bring it once,
        // and one that leads back to this schema brings nothing.
        var joined = new HashSet<string>(StringComparer.Ordinal) { own };
        foreach (var name in schema.Imports)
        {
            if (Read(name.Text, out var libraries) is { } problem)
            {
                diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', {problem}");
                continue;
            }

            foreach (var library in libraries.Where(library => joined.Add(library.Text)))
            {
                CheckDefaults(library.Syntax, schema, name, diagnostics);
                schema = Join(library, schema, diagnostics);
            }
        }

        return schema;
    }

    /// <summary>A library with all it imports itself, it being the last of them; or what is wrong with it.</summary>
    private string? Read(string name, out List<Library> libraries)
    {
        libraries = [];
        if (Reach(ImportPath.Combine("", name), new HashSet<string>(StringComparer.Ordinal), libraries) is { } problem) return problem;

        var errors = new DiagnosticBag();
        var whole = libraries[libraries.Count - 1].Syntax;
        foreach (var part in libraries.Take(libraries.Count - 1))
        {
            CheckDefaults(part.Syntax, whole, whole.Imports[0], errors);
            whole = Join(part, whole, errors);
        }

        SchemaChecks.Run(SchemaBinder.Bind(whole, errors), errors);
        return errors.ErrorCount == 0 ? null : HasErrors;
    }

    private string? Reach(string path, HashSet<string> met, List<Library> libraries)
    {
        if (find(path) is not { } text) return "which is not among the project's schemas; write its path as seen from this file";
        // A circle ends.
        if (!met.Add(text)) return null;
        if (Parse(text, path) is not { } parsed) return HasErrors;
        if (!parsed.IsLibrary) return "which describes a protocol of its own; move what both share into a schema without 'protocol', 'namespace' and 'frame'";
        if (parsed.Imports.Any(name => Reach(ImportPath.Combine(path, name.Text), met, libraries) is not null)) return HasErrors;
        libraries.Add(new(path, text, parsed));
        return null;
    }

    /// <summary>A file by its text; null where it has errors.</summary>
    private SchemaSyntax? Parse(string text, string path)
    {
        if (_parsed.TryGetValue(text, out var known)) return known;
        var errors = new DiagnosticBag();
        var parsed = SchemaParser.Parse(text, errors, path);
        return _parsed[text] = errors.ErrorCount > 0 ? null : parsed;
    }

    /// <summary>Types are read with the defaults of who imports them; a library that says others would silently mean other bytes.</summary>
    private static void CheckDefaults(SchemaSyntax imported, SchemaSyntax own, YamlScalar name, DiagnosticBag diagnostics)
    {
        if (imported.Endian is { } endian && endian.Text != (own.Endian?.Text ?? "big"))
            diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', which is '{endian.Text}' endian while this one is not; give both the same 'endian'");
        if (imported.Text is not null)
            diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', which has defaults under 'text' that would not be shared; move them to this schema or to the fields");
    }

    private static SchemaSyntax Join(Library library, SchemaSyntax own, DiagnosticBag diagnostics)
    {
        var imported = library.Syntax;
        return own with
        {
            Frame = own.Frame ?? imported.Frame,
            Fault = own.FaultName is null ? own.Fault ?? imported.Fault : own.Fault,
            FaultName = own.Fault is null ? own.FaultName ?? imported.FaultName : own.FaultName,
            Checks = Together(imported.Checks, own.Checks, check => check.Key),
            Enums = Together(imported.Enums, own.Enums, known => known.Key),
            Bits = Together(imported.Bits, own.Bits, bits => bits.Key),
            Structs = Together(imported.Structs, own.Structs, structure => structure.Key),
            Messages = Together(imported.Messages, own.Messages, message => message.Key),
        };

        IReadOnlyList<T> Together<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, Func<T, YamlScalar> key)
        {
            foreach (var twice in second.Where(mine => first.Any(other => key(other).Text == key(mine).Text)))
                diagnostics.Report(Rules.NameCollision, key(twice).Span, $"'{key(twice).Text}' is also imported from '{library.Path}'; give one of the two another name");
            return [.. first.Where(other => second.All(mine => key(mine).Text != key(other).Text)), .. second];
        }
    }

    private sealed record Library(string Path, string Text, SchemaSyntax Syntax);
}
