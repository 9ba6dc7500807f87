using System.Text;

namespace ProtoGen.Connections;

/// <summary>A value that a reply repeats from its request. Two that were made of the same values in the same order are equal.</summary>
public readonly record struct Correlation
{
    private readonly long _number;
    private readonly string? _text;

    private Correlation(long number, string? text) => (_number, _text, HasValue) = (number, text, true);

    /// <summary>Whether there is one: false for default.</summary>
    public bool HasValue { get; }

    /// <summary>A number: a field, an id, the sequence of a frame.</summary>
    public static Correlation Of(long number) => new(number, null);

    /// <summary>Text.</summary>
    public static Correlation Of(string text) => new(0, text);

    /// <summary>Bytes.</summary>
    public static Correlation Of(ReadOnlySpan<byte> bytes) => new(0, Encoding.Latin1.GetString(bytes));

    /// <summary>This and a further number.</summary>
    public Correlation And(long number) => new(number, _text is null ? $"{_number}" : $"{_number}:{_text}");
}
