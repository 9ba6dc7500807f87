using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Values;

/// <summary>One <c>field=value</c> as it was typed.</summary>
/// <param name="Path">The field, or a field of a field: <c>position.x</c>.</param>
/// <param name="Value">The value as a vector would write it.</param>
internal sealed record Assignment(string Path, string Value)
{
    /// <exception cref="UsageException">There is no equals sign, or nothing before it.</exception>
    public static Assignment Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..]) : throw new UsageException($"'{text}' is no value; write field=value.");
    }
}
