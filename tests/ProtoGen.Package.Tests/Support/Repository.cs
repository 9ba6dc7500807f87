namespace ProtoGen.Package.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    private static readonly string[] NoSources = ["bin", "obj", ".git", ".vs", "TestResults", "artifacts"];

    public static readonly string Root = Find();

    /// <summary>Copies the sources to another place, as a clone would have them: what is built there has nothing of this one.</summary>
    public static void CopyTo(string place) => Copy(new(Root), place);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories().Where(folder => !NoSources.Contains(folder.Name))) Copy(folder, Path.Combine(to, folder.Name));
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
