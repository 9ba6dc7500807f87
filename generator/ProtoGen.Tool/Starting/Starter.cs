using System.Globalization;
using ProtoGen.Schema;
using ProtoGen.Tool.Formatting;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Starting;

/// <summary>The commented schema that a new protocol begins as.</summary>
internal static class Starter
{
    /// <summary>What editors complete from; stands beside the schemas that name it.</summary>
    public const string EditorSchema = "protogen.schema.json";

    /// <summary>The text for a file.</summary>
    /// <param name="file">The file; the protocol is called after it.</param>
    /// <param name="wantedNamespace">The namespace of the C#; by default the protocol's name.</param>
    /// <exception cref="UsageException">No protocol can be called so.</exception>
    public static string For(FileInfo file, string? wantedNamespace)
    {
        var name = ProtocolName(file);
        var text = Resource("starter.yaml")
            .Replace("{name}", name, StringComparison.Ordinal)
            .Replace("{namespace}", wantedNamespace ?? name, StringComparison.Ordinal);
        // The starter itself is sound: what is wrong is wrong with the names.
        return SchemaCompiler.Compile(text).Diagnostics is [var first, ..]
            ? throw new UsageException($"A protocol '{name}' in the namespace '{wantedNamespace ?? name}' cannot be made: {first.Message}.")
            : SchemaFormatter.Format(text);
    }

    /// <summary>The text of a file that the command carries.</summary>
    public static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Starter).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary><c>device-link.protogen.yaml</c> → <c>DeviceLink</c>.</summary>
    private static string ProtocolName(FileInfo file)
    {
        var words = file.Name[..^SchemaName.Extension.Length].Split('-', '_', '.', ' ');
        return string.Concat(words.Where(word => word.Length > 0).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
    }
}
