namespace ProtoGen.Schema.Diagnostics;

/// <summary>Small turns of phrase that diagnostics share.</summary>
internal static class Wording
{
    /// <summary>The title of a thing inside a sentence: <c>Message 'Login'</c> becomes <c>message 'Login'</c>.</summary>
    public static string InSentence(string title) => char.ToLowerInvariant(title[0]) + title.Substring(1);

    /// <summary>The title of a thing at the beginning of a sentence.</summary>
    public static string Sentence(string title) => char.ToUpperInvariant(title[0]) + title.Substring(1);
}
