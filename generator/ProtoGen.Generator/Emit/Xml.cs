using System.Security;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit;

/// <summary>Text from a schema inside XML documentation.</summary>
internal static class Xml
{
    /// <summary>Escapes a text and joins its lines: documentation comments are one line here.</summary>
    public static string Escape(string text) =>
        SecurityElement.Escape(string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())))!;

    /// <summary>When something came and went, in sentences; null where nothing is said of it.</summary>
    public static string? Life(Lifecycle life)
    {
        var since = life.Since is { } first ? $"Since version {Escape(first)}." : "";
        var removed = life.Removed is { } last ? $"Removed in version {Escape(last)}." : "";
        return since.Length + removed.Length == 0 ? null : $"{since} {removed}".Trim();
    }

    /// <summary>A summary: what the schema says, or else what can be said without it.</summary>
    public static string Summary(string? doc, string otherwise) =>
        $"/// <summary>{(string.IsNullOrWhiteSpace(doc) ? otherwise : Escape(doc!))}</summary>";
}
