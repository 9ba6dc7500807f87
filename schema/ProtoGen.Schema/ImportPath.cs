namespace ProtoGen.Schema;

/// <summary>Names of imported files, all as seen from the schema that is compiled, whichever file wrote them.</summary>
internal static class ImportPath
{
    /// <summary>What a file means by the path of another one.</summary>
    /// <param name="file">The file that imports; empty for the schema that is compiled.</param>
    /// <param name="written">The path as it stands there.</param>
    public static string Combine(string file, string written) =>
        IsRooted(written) ? Plain(written) : Plain(file.Substring(0, file.LastIndexOfAny(['/', '\\']) + 1) + written);

    /// <summary>A path without <c>.</c> and <c>..</c> that lead nowhere, and with one kind of slash.</summary>
    public static string Plain(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\').Where(part => part != "."))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..") parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return string.Join("/", parts);
    }

    private static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));
}
