using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>
/// A record of numbers only, laid out in memory as on the wire but for the order of the bytes in each number: it is moved by vectors instead
/// of field by field.
/// </summary>
internal sealed class WireImage
{
    // The vectors of a machine, and what is left behind them.
    private static readonly int[] Sizes = [64, 32, 16, 8, 4, 2, 1];

    private readonly IReadOnlyList<(MessageField Field, int Offset, int Width, bool IsSwapped)> _numbers;

    private WireImage(IReadOnlyList<(MessageField Field, int Offset, int Width, bool IsSwapped)> numbers)
    {
        _numbers = numbers;
        Size = numbers.Sum(number => number.Width);
        Moves = [.. Cut()];
    }

    /// <summary>The bytes of the record.</summary>
    public int Size { get; }

    /// <summary>The moves that take the whole record.</summary>
    public IReadOnlyList<ImageMove> Moves { get; }

    /// <summary>Whether moving it by vectors is less than its fields are.</summary>
    public bool IsWorthMoving => Size >= 16 && Moves.Count < _numbers.Count;

    /// <summary>Which byte of a record of at most 16 stands where.</summary>
    public string Order => OrderOf(0, 16);

    /// <summary>The image of a structure; null where it holds more than numbers.</summary>
    public static WireImage? Of(BodyPlan plan)
    {
        if (plan.Parts is not [PlannedRun run] || plan.IsClass || plan.KeepsTrailing || plan.IsFilled || plan.Source.Unknown is not null) return null;
        var numbers = run.Places.Select(place => (place.Field, place.Placed.Offset, Width: WidthOf(place.Field), IsSwapped(place.Field.Field.Type))).ToList();
        return numbers.All(number => number.Width > 0) ? new(numbers) : null;
    }

    private static int WidthOf(MessageField field)
    {
        if (!field.IsSettable || field.IsComputed || field.IsOptional || field.IsRaw) return 0;
        if (field.Type is not (IntegerEmitter or FloatEmitter or EnumFieldEmitter or BitsFieldEmitter or BoolEmitter)) return 0;
        return field.Field.Type.FixedSize is (1 or 2 or 4 or 8) and { } width ? width : 0;
    }

    private static bool IsSwapped(FieldType type) => type switch
    {
        IntegerType number => number.Order == ByteOrder.Big,
        FloatType number => number.Order == ByteOrder.Big,
        EnumFieldType named => named.Underlying.Order == ByteOrder.Big,
        BitsFieldType bits => bits.Underlying.Order == ByteOrder.Big,
        _ => false,
    };

    private IEnumerable<ImageMove> Cut()
    {
        for (var at = 0; at < Size;)
        {
            var size = Sizes.First(size => IsWhole(at, at + size));
            yield return new(at, size, OrderOf(at, Math.Max(16, size)), [.. _numbers.Where(number => number.Offset >= at && number.Offset < at + size).Select(number => number.Field.Field.Name)]);
            at += size;
        }
    }

    // No number is cut, and none stands across the parts of 16 bytes that large vectors have: they know nothing of each other.
    private bool IsWhole(int from, int to) => to <= Size
        && Enumerable.Range(0, Size).Where(at => at > from && (at == to || (at < to && (at - from) % 16 == 0))).All(at => _numbers.Any(number => number.Offset == at));

    private string OrderOf(int from, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        foreach (var (_, offset, width, isSwapped) in _numbers.Where(number => number.IsSwapped && number.Offset >= from && number.Offset + number.Width <= from + count))
            for (var index = 0; index < width; index++) order[offset - from + index] = offset - from + width - 1 - index;
        return $"{(count == 64 ? RuntimeNames.Vector512 : count == 32 ? RuntimeNames.Vector256 : RuntimeNames.Vector128)}.Create((byte){string.Join(", ", order)})";
    }
}

/// <summary>Bytes that are moved at once.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Size">How many.</param>
/// <param name="Order">The expression that says which byte stands where.</param>
/// <param name="Fields">The schema names of the fields.</param>
internal sealed record ImageMove(int Offset, int Size, string Order, IReadOnlyList<string> Fields)
{
    /// <summary>The arguments behind source and destination.</summary>
    public string Arguments => Size >= 16 ? $"{Offset}, {Order}" : $"{Offset}, {Size}, {Order}";

    /// <summary>What a reader wants to know.</summary>
    public string Comment => $"// {string.Join(", ", Fields)}";
}
