using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Where something is to be read.</summary>
/// <param name="Input">The bytes.</param>
/// <param name="Scope">The structure it is in.</param>
/// <param name="Entry">The field it belongs to.</param>
/// <param name="End">The offset behind the last byte it may take.</param>
/// <param name="IsLenient">Whether a spelling that is not the shortest is taken down rather than refused.</param>
internal readonly record struct ReadPlace(BodyInput Input, WalkScope Scope, Walked Entry, int End, bool IsLenient)
{
    public int Position => Input.Position;

    public int Left => End - Input.Position;

    /// <summary>Whether so many bytes are left; takes the failure down where they are not.</summary>
    public bool Has(ulong size)
    {
        if (size <= (ulong)Left) return true;
        var holder = End == Input.Bytes.Length ? "the body" : "what holds it";
        Input.Fail(Position, $"needs {size} bytes, but {holder} has {Left} left", $"{size} bytes", Left);
        if (End == Input.Bytes.Length) Input.MarkShort();
        return false;
    }

    /// <summary>Takes a failure down at the current position.</summary>
    /// <returns>Null, which is what readers return then.</returns>
    public FieldValue? Fail(string problem, object? expected = null, object? found = null)
    {
        Input.Fail(Position, problem, expected, found);
        return null;
    }
}
