using ProtoGen.Generator.Emit;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Generating;

/// <summary>A folder that holds the C# of schemas beside whatever else. A file is ours to change when its first line says that it was made from the schema.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Header">The first line of what is made from the schema.</param>
internal sealed record OutputFolder(DirectoryInfo Folder, string Header)
{
    /// <summary>What has to be done so that the folder holds these files, and of this schema no others.</summary>
    /// <exception cref="UsageException">A name is taken by a file that is not ours.</exception>
    public IReadOnlyList<Change> ChangesTo(IReadOnlyList<EmittedFile> files)
    {
        var changes = new List<Change>();
        foreach (var file in files)
        {
            var path = PathOf(file.HintName);
            if (!File.Exists(path)) changes.Add(new(ChangeKind.Added, path, file.Text));
            else if (!IsOurs(path)) throw new UsageException($"{path} was not made from this schema, and stays as it is; move it, or choose another --output.");
            else if (!SameLines(File.ReadAllText(path), file.Text)) changes.Add(new(ChangeKind.Changed, path, file.Text));
        }

        var wanted = files.Select(file => PathOf(file.HintName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. changes, .. Ours().Where(path => !wanted.Contains(path)).Select(path => new Change(ChangeKind.Removed, path, ""))];
    }

    private string PathOf(string name) => Path.Combine(Folder.ToString(), name);

    private IEnumerable<string> Ours() =>
        Folder.Exists ? Directory.GetFiles(Folder.ToString(), "*.g.cs").Where(IsOurs).Order(StringComparer.Ordinal) : [];

    private bool IsOurs(string path) => File.ReadLines(path).FirstOrDefault() == Header;

    /// <summary>Version control may change line ends; that is no difference.</summary>
    private static bool SameLines(string one, string other) => one.ReplaceLineEndings("\n") == other.ReplaceLineEndings("\n");
}

/// <summary>What becomes of a file.</summary>
internal enum ChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>One file that is not as it should be.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Path">The file.</param>
/// <param name="Text">What it will hold.</param>
internal sealed record Change(ChangeKind Kind, string Path, string Text)
{
    public void Apply()
    {
        if (Kind == ChangeKind.Removed) File.Delete(Path);
        else File.WriteAllText(Path, Text);
    }
}
