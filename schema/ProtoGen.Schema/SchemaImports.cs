using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema;

/// <summary>Brings in the types, checks, messages and frame of the schemas that a schema imports.</summary>
internal static class SchemaImports
{
    /// <summary>The schema with all it imports; everything it says itself comes after.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="find">The text of a file by the name written; null where there is none.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static SchemaSyntax Resolve(SchemaSyntax schema, Func<string, string?> find, DiagnosticBag diagnostics) =>
        Resolve(schema, find, new HashSet<string>(StringComparer.Ordinal), diagnostics);

    private static SchemaSyntax Resolve(SchemaSyntax schema, Func<string, string?> find, HashSet<string> met, DiagnosticBag diagnostics)
    {
        // Two ways to one file bring it once, and a circle ends.
        foreach (var name in schema.Imports.Where(name => met.Add(name.Text)))
        {
            if (Read(name, find, met, diagnostics) is not { } imported) continue;
            CheckDefaults(imported, schema, name, diagnostics);
            schema = Join(imported, schema, name.Text, diagnostics);
        }

        return schema;
    }

    /// <summary>Types are read with the defaults of who imports them; a library that says others would silently mean other bytes.</summary>
    private static void CheckDefaults(SchemaSyntax imported, SchemaSyntax own, YamlScalar name, DiagnosticBag diagnostics)
    {
        if (imported.Endian is { } endian && endian.Text != (own.Endian?.Text ?? "big"))
            diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', which is '{endian.Text}' endian while this one is not; give both the same 'endian'");
        if (imported.Text is not null)
            diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', which has defaults under 'text' that would not be shared; move them to this schema or to the fields");
    }

    private static SchemaSyntax? Read(YamlScalar name, Func<string, string?> find, HashSet<string> met, DiagnosticBag diagnostics)
    {
        if (find(name.Text) is not { } text) return Refuse("which is not among the project's schemas; write its path as seen from this file");

        var errors = new DiagnosticBag();
        if (SchemaParser.Parse(text, errors, name.Text) is not { } parsed) return Refuse("which has errors; mend them there first");
        if (!parsed.IsLibrary) return Refuse("which describes a protocol of its own; move what both share into a schema without 'protocol', 'namespace' and 'frame'");

        var library = Resolve(parsed, find, met, errors);
        SchemaChecks.Run(SchemaBinder.Bind(library, errors), errors);
        return errors.ErrorCount == 0 ? library : Refuse("which has errors; mend them there first");

        SchemaSyntax? Refuse(string problem)
        {
            diagnostics.Report(Rules.Import, name.Span, $"The schema imports '{name.Text}', {problem}");
            return null;
        }
    }

    private static SchemaSyntax Join(SchemaSyntax imported, SchemaSyntax own, string file, DiagnosticBag diagnostics)
    {
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
                diagnostics.Report(Rules.NameCollision, key(twice).Span, $"'{key(twice).Text}' is also imported from '{file}'; give one of the two another name");
            return [.. first.Where(other => second.All(mine => key(mine).Text != key(other).Text)), .. second];
        }
    }
}
