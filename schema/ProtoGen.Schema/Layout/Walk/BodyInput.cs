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

    /// <summary>Says of what was just found to be wrong that all bytes there are were too few.</summary>
    public void MarkShort() => Failure = Failure is { } found ? found with { IsShort = true } : null;

    /// <summary>The trace's slot for what is read next.</summary>
    public int BeginTrace(Field? field, FieldType type) =>
        context.Trace?.Begin(new(Path, _path.Count - 1, Position, 0, new AbsentValue()) { Field = field, Type = type, IsWhole = false }) ?? 0;

    public void EndTrace(int slot, int start, FieldValue value, FieldValue raw) => context.Trace?.End(slot, Position - start, value, raw);

    /// <summary>The field it is in, with everything around it.</summary>
    public string Path => string.Concat(_path.Select(part => part.Field is { } name ? "." + name : Bracket(part.Index)).Prepend(root)).TrimStart('.');

    private static string Bracket(int index) => "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
