using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>Walks the fields of a layout in emitted code that reads: knows where each stands and how its number is said.</summary>
/// <param name="plan">The framing.</param>
/// <param name="frame">The layout.</param>
/// <param name="writer">Where statements go.</param>
/// <param name="span">The local that holds the bytes.</param>
internal sealed class HeadReader(FramingPlan plan, Frame frame, SourceWriter writer, string span)
{
    private readonly FieldCode _code = new(plan);
    private readonly Dictionary<string, (Spot Start, Spot End)> _places = new(StringComparer.Ordinal);

    /// <summary>Where the next field begins.</summary>
    public Spot Position { get; private set; } = Spot.Start;

    /// <summary>Where a field begins.</summary>
    public Spot StartOf(string field) => _places[field].Start;

    /// <summary>Where a field ends.</summary>
    public Spot EndOf(string field) => _places[field].End;

    /// <summary>Says where a field stands that is not walked over.</summary>
    public void Place(string field, Spot start, Spot end) => _places[field] = (start, end);

    /// <summary>The local that says whether a field is there.</summary>
    public static string Has(Field field) => "has" + FieldCode.Pascal(field);

    /// <summary>The bytes of a field that is there.</summary>
    public string Slice(Field field) => field.Type.FixedSize is { } size
        ? $"{span}.Slice({StartOf(field.Name)}, {size})"
        : StartOf(field.Name).Slice(span, EndOf(field.Name));

    /// <summary>Steps over a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="limit">The expression of the bytes a varint may take.</param>
    /// <param name="unfinished">What to return where a varint ends too late; null where it is known to be whole.</param>
    public void Take(Field field, string limit, string? unfinished)
    {
        var start = Position;
        var after = "after" + FieldCode.Pascal(field);
        if (field.Type is VarintType varint) TakeVarint(field, varint, after, limit, unfinished);
        else if (field.Type is SwitchType choice)
        {
            var size = CSharpNames.Local(FieldCode.Pascal(field)) + "Size";
            writer.Line($"var {size} = {Number((OwnValue)choice.Tag)} switch {{ {Cases(choice)}, _ => -1 }};");
            if (unfinished is not null) writer.Line($"if ({size} < 0) return {FrameStatus}.Malformed;");
            writer.Line($"var {after} = {start} + {size};");
            Position = new(after, 0);
        }
        else if (field.Presence is Conditional condition)
        {
            writer.Line($"""
                var {Has(field)} = {Condition(condition)};
                var {after} = {start} + ({Has(field)} ? {field.Type.FixedSize} : 0);
                """);
            Position = new(after, 0);
        }
        else
        {
            Position = start.Plus(FrameSizes.FixedSize(field)!.Value);
        }

        _places[field.Name] = (start, Position);
    }

    /// <summary>The number that a value is, in arithmetic and comparisons.</summary>
    public string Number(OwnValue value)
    {
        var field = frame.Field(value.Field);
        var read = field.Type is VarintType || WidthCode.Is(field) ? Local(field) : FieldCode.ReadInteger(field, span, StartOf(field.Name));
        if (value.Path.Count > 1) read = FieldCode.Cut(read, _code.Part(field, value.Path[1]), FieldCode.Integer(field.Type)!);
        return field.Presence is null ? read : $"({Has(field)} ? {read} : 0)";
    }

    /// <summary>Reads the number of a length of several widths, whose bytes are there.</summary>
    public void ReadWidth(Field field)
    {
        if (field.Type is not SwitchType { Tag: OwnValue tag } number || !WidthCode.Is(field)) return;
        writer.Line($"var {Local(field)} = {WidthCode.Read(number, Number(tag), span, StartOf(field.Name))};");
    }

    /// <summary>The condition under which a field is there.</summary>
    public string Condition(Conditional condition) => Conditions.Write(condition, Number);

    /// <summary>The sizes of the cases of a switch, as the arms of one in C#.</summary>
    public static string Cases(SwitchType choice) =>
        string.Join(", ", choice.Cases.Select(known => $"{string.Join(" or ", known.Keys)} => {known.Type!.FixedSize}"));

    private static string Local(Field field) => CSharpNames.Local(FieldCode.Pascal(field)) + "Number";

    private void TakeVarint(Field field, VarintType varint, string after, string limit, string? unfinished)
    {
        writer.Line($"var {after} = {Position};");
        var read = $"{FrameVarint}.Read({limit}, {varint.Bits}, ref {after}, out var {Local(field)})";
        if (unfinished is null) writer.Line($"{read};");
        else if (unfinished == $"{FrameStatus}.NeedMore")
        {
            var status = CSharpNames.Local(FieldCode.Pascal(field)) + "Status";
            writer.Line($"var {status} = {read};\nif ({status} != {FrameStatus}.Frame) return {status};");
        }
        else
        {
            writer.Line($"if ({read} != {FrameStatus}.Frame) return {unfinished};");
        }

        Position = new(after, 0);
    }
}
