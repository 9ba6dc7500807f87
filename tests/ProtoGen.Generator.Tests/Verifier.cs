using System.Runtime.CompilerServices;

namespace ProtoGen.Generator.Tests;

/// <summary>Snapshots in the conventions of Verify.Xunit: <c>Class.Method#name.verified.cs</c> beside the test, <c>.received.cs</c> on a
/// mismatch. Stands in until the package restores (DECISIONS.md, "Snapshots without the Verify package"); then this file goes.</summary>
internal static class Verifier
{
    /// <summary>Compares generated files with their snapshots, and the set of files with the set of snapshots.</summary>
    public static async Task Verify(
        IEnumerable<(string Name, string Text)> files, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#";
        var missing = Directory.GetFiles(folder, $"{prefix}*.verified.cs").ToHashSet();
        var mismatches = new List<string>();
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, prefix + Path.ChangeExtension(name, null));
            missing.Remove(path + ".verified.cs");
            if (File.Exists(path + ".verified.cs") && await File.ReadAllTextAsync(path + ".verified.cs") == text)
            {
                File.Delete(path + ".received.cs");
                continue;
            }

            await File.WriteAllTextAsync(path + ".received.cs", text);
            mismatches.Add(prefix + name);
        }

        Assert.True(mismatches.Count == 0,
            $"Differ from their snapshots: {string.Join(", ", mismatches)}. Compare .received.cs with .verified.cs; to accept, rename it.");
        Assert.True(missing.Count == 0, $"No longer generated: {string.Join(", ", missing.Select(Path.GetFileName))}. Delete the snapshots.");
    }
}
