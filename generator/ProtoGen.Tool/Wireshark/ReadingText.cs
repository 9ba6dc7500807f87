namespace ProtoGen.Tool.Wireshark;

/// <summary>The functions that every dissector has, from the files in <c>Reading</c>: Lua knows a local function only behind its own lines, so their order counts.</summary>
internal static class ReadingText
{
    /// <summary>What reads and judges values; it stands before what is written from a schema.</summary>
    public static string Values { get; } = Joined("encodings", "reader", "numbers", "texts", "parts", "structures", "bounds", "meanings", "body", "checks");

    /// <summary>What cuts frames and shows them; it stands behind that.</summary>
    public static string Frames { get; } = Joined("frames", "conversations");

    private static string Joined(params string[] names) => string.Join("\n", names.Select(Of));

    private static string Of(string name)
    {
        using var stream = typeof(ReadingText).Assembly.GetManifestResourceStream($"wireshark/{name}.lua")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
