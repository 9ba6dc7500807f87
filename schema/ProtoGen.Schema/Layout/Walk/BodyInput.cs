using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>The bytes being read, how far, and where in the schema that is.</summary>
internal sealed class BodyInput(byte[] bytes, WalkContext context, string root)
{
    private readonly List<(string? Field, int Index)> _path = [];

    public byte[] Bytes => bytes;

    public WalkContext Context => context;

    public int Position { get; set; }

    /// <summary>The first thing that is wrong.</summary>
    public BodyFailure? Failure { get; private set; }

    /// <summary>Goes into a field.</summary>
    public void Enter(string field) => _path.Add((field, 0));

    /// <summary>Goes into an element of a list.</summary>
    public void Enter(int index) => _path.Add((null, index));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Takes down what is wrong at an offset of the field it is in.</summary>
    public void Fail(int offset, string problem, object? expected = null, object? found = null) =>
        Failure ??= new(_path.FindLast(part => part.Field is not null).Field ?? "", offset, problem)
        {
            Path = Path,
            Expected = expected?.ToString(),
            Found = found?.ToString(),
        };

    /// <summary>The trace's slot for what is read next.</summary>
    public int BeginTrace() => context.Trace?.Begin() ?? 0;

    public void EndTrace(int slot, int start, FieldValue value) =>
        context.Trace?.End(slot, new(Path, _path.Count - 1, start, Position - start, value));

    private string Path => string.Concat(_path.Select(part => part.Field is { } name ? "." + name : Bracket(part.Index)).Prepend(root)).TrimStart('.');

    private static string Bracket(int index) => "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
