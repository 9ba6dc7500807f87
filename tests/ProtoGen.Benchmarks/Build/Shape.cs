namespace ProtoGen.Benchmarks.Build;

/// <summary>The messages that are built: each has nine fields of the usual kinds, and half of them a field more, so that not all are alike.</summary>
internal static class Shape
{
    /// <summary>The fields of a message, as name and kind.</summary>
    public static IEnumerable<(string Name, Kind Kind)> Fields(int message)
    {
        yield return ("id", Kind.U32);
        yield return ("time", Kind.U64);
        yield return ("x", Kind.I32);
        yield return ("y", Kind.I32);
        yield return ("speed", Kind.F64);
        yield return ("mode", Kind.Mode);
        yield return ("name", Kind.Text);
        yield return ("content", Kind.Bytes);
        yield return ("samples", Kind.Numbers);
        if (message % 2 == 1) yield return ("note", Kind.Text);
    }

    public static string Name(int message) => $"Report{message}";

    /// <summary>A name as C# properties have it.</summary>
    public static string Property(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>The kinds of fields.</summary>
internal enum Kind
{
    U32,
    U64,
    I32,
    F64,
    Mode,
    Text,
    Bytes,
    Numbers,
}
