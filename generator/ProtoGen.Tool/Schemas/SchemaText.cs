using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Schemas;

/// <summary>Reads the texts of schemas.</summary>
internal static class SchemaText
{
    /// <summary>The text of a file; null where there is none.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}");
        }
    }
}
