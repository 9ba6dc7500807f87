using ProtoGen.Schema;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Formatting;

/// <summary>A schema and its formatted text, which is known to mean the same.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text.</param>
/// <param name="After">Its text as it should be.</param>
internal sealed record FormattedSchema(string Path, string Before, string After)
{
    private static readonly string[] Endians = ["big", "little"];

    public bool IsChanged => Before != After;

    /// <exception cref="UsageException">The schema has errors, or something that would not survive.</exception>
    public static FormattedSchema Of(FileInfo file)
    {
        var schema = LoadedSchema.Read(file);
        if (schema.Result.Diagnostics.Any(found => found.Rule.Severity == Severity.Error)) throw new UsageException($"{file} has errors; see: protogen check {file}");
        try
        {
            var after = SchemaFormatter.Format(schema.Text);
            if (!MeansTheSame(schema.Text, after, file)) throw new UsageException($"{file} is left as it is: formatted, it would mean something else. That is a bug of protogen.");
            return new(file.ToString(), schema.Text, after);
        }
        catch (UnformattableException exception)
        {
            throw new UsageException($"{file} is left as it is: {exception.Message}.");
        }
    }

    private static bool MeansTheSame(string before, string after, FileInfo file)
    {
        string? Import(string name) => SchemaText.Read(System.IO.Path.Combine(file.DirectoryName!, name));
        var (old, now) = (SchemaCompiler.Compile(before, Import), SchemaCompiler.Compile(after, Import));
        if (now.Diagnostics.Any(found => found.Rule.Severity == Severity.Error)) return false;
        return old.Protocol is null ? InProtocol(before, Import) is { } library && library.Equals(InProtocol(after, Import)) : old.Protocol.Equals(now.Protocol);
    }

    /// <summary>What a library means: it is compiled in a protocol that has nothing else but a frame in which its messages find room.</summary>
    private static Protocol? InProtocol(string library, Func<string, string?> import)
    {
        string[] frames = ["length: u16 = bytes(body), body:", "length: u16 = bytes(id..body), id: u8, body:", "length: u16 = bytes(id..body), id: u32, body:"];
        foreach (var (frame, endian) in from frame in frames from endian in Endians select (frame, endian))
        {
            var user = $"protocol: Formatted\nnamespace: Formatted\nendian: {endian}\nimport: '*library'\nframe: {{ layout: {{ {frame} }} }}\n";
            if (SchemaCompiler.Compile(user, name => name == "*library" ? library : import(name)) is { Protocol: { } protocol, Diagnostics: var found } && found.All(finding => finding.Rule.Severity != Severity.Error)) return protocol;
        }

        return null;
    }
}
