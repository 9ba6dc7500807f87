namespace ProtoGen.Tool.Output;

/// <summary>Writes what was asked for into files.</summary>
internal static class OutputFile
{
    /// <summary>Writes a text, its folder too where there is none.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(path, text, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path} cannot be written: {exception.Message}");
        }
    }
}
