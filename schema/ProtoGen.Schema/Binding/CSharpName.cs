using System.Text;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Makes C# names of schema names in any style: <c>appId</c>, <c>app_id</c> and <c>APP-ID</c> become <c>AppId</c>.</summary>
internal static class CSharpName
{
    /// <summary>Keywords, and words C# does not take as the name of a type or would warn of.</summary>
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit " +
         "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out " +
         "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true " +
         "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while " +
         "allows async await dynamic extension field file nint notnull nuint partial record required scoped unmanaged value var where yield").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The title of the protocol's own name, the one that cannot have another beside it.</summary>
    public const string Protocol = "the protocol";

    /// <summary>The C# name of a schema's name, or of the name given beside it; null, and a diagnostic, where there is none.</summary>
    public static string? Bind(YamlScalar key, YamlScalar? given, string title, DiagnosticBag diagnostics)
    {
        if (given is not null)
        {
            if (IsIdentifier(given.Text)) return given.Text;
            diagnostics.Report(
                Rules.InvalidName,
                given.Span,
                $"'{given.Text}' cannot be the C# name of {title}; use letters and digits, beginning with a letter, and no C# keyword");
            return null;
        }

        if (FromSchema(key.Text) is { } name) return name;
        diagnostics.Report(
            Rules.InvalidName,
            key.Span,
            $"'{key.Text}' cannot become the C# name of {title}; use letters, digits, '_' and '-', beginning with a " +
            $"letter{(title == Protocol ? "" : ", or add 'name: CSharpName'")}");
        return null;
    }

    /// <summary>Whether a text can stand as a C# identifier as it is.</summary>
    public static bool IsIdentifier(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsLetterOrDigit(c) || c == '_')
        && !Keywords.Contains(text);

    /// <summary>The name in the style of C#, or null.</summary>
    public static string? FromSchema(string text)
    {
        if (text.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '-'))) return null;

        var name = new StringBuilder(text.Length);
        foreach (var word in text.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries)) name.Append(Capitalise(word));
        var made = name.ToString();
        return IsIdentifier(made) ? made : null;
    }

    /// <summary>A word all in capitals is one word, not a run of initials: <c>ID</c> becomes <c>Id</c>.</summary>
    private static string Capitalise(string word)
    {
        var isShouted = word.Length > 1 && word.All(c => !char.IsLetter(c) || char.IsUpper(c));
        var tail = word.Substring(1);
        return char.ToUpperInvariant(word[0]) + (isShouted ? tail.ToLowerInvariant() : tail);
    }
}
