using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Gathers neighbouring fields of fixed size into runs, and measures the whole.</summary>
internal sealed class BodyLayoutBuilder
{
    private readonly List<BodyPart> _parts = [];
    private readonly List<PlacedField> _run = [];
    private int _runSize;
    private long? _offset;
    private SizeRange _range;

    private BodyLayoutBuilder(long? start) => _offset = start;

    /// <summary>Lays out the fields of a message or of a frame: the first stands at offset 0, where alignment counts from.</summary>
    /// <param name="fields">The fields in wire order.</param>
    /// <param name="largest">The most bytes there are.</param>
    public static BodyLayout Build(IReadOnlyList<Field> fields, int largest) => new BodyLayoutBuilder(start: 0).Add(fields).Finish(largest);

    /// <summary>Lays out the fields of a struct, of which nobody knows where it will stand.</summary>
    /// <param name="fields">The fields in wire order.</param>
    /// <param name="largest">The most bytes there are.</param>
    /// <param name="padTo">What its size is a multiple of.</param>
    public static BodyLayout BuildStruct(IReadOnlyList<Field> fields, int largest, int padTo = 1) => new BodyLayoutBuilder(start: null).Add(fields).Finish(largest, padTo);

    /// <summary>A use of a struct, measured.</summary>
    /// <param name="structure">The struct.</param>
    /// <param name="arguments">What it takes from the structure around it.</param>
    public static StructType Use(Structure structure, EquatableArray<ValueReference> arguments)
    {
        var takesOutside = structure.Parameters.Count > 0;
        return new(structure.Name, takesOutside ? null : structure.Layout.FixedSize, structure.Layout.MinSize, arguments)
        {
            MaxSize = structure.Layout.MaxSize,
            TakesRest = TakesRest(structure.Fields),
            IsRecursive = structure.MaxDepth is not null,
        };
    }

    /// <summary>Whether a struct of these fields ends only where the bytes around it end: see <see cref="StructType.TakesRest"/>.</summary>
    public static bool TakesRest(IEnumerable<Field> fields) => fields.Any(field => field.Presence is OptionalTail || BodySizes.TakesRest(field));

    private BodyLayoutBuilder Add(IReadOnlyList<Field> fields)
    {
        for (var index = 0; index < fields.Count; index++) Add(fields[index], fields.Skip(index + 1));
        return this;
    }

    private void Add(Field field, IEnumerable<Field> following)
    {
        var pad = Pad(field);
        if (pad == 0 && field is { Presence: null, Bound: null, Type.FixedSize: { } size })
        {
            _run.Add(new(field, _runSize, size));
            _runSize = ToInt((long)_runSize + size);
        }
        else
        {
            CloseRun();
            // A codec knows its own end, but who has no such code can only take what is left.
            var reserved = BodySizes.TakesRest(field) || field.Type is CodecType ? following.Sum(next => (long)(BodySizes.Fixed(next) ?? 0)) : 0;
            _parts.Add(new VariablePart { Field = field, Reserved = ToInt(reserved) });
        }

        Measure(field, pad);
    }

    /// <summary>The padding before a field; null where its offset is not known here.</summary>
    private int? Pad(Field field) => field.Align == 1 ? 0 : _offset is { } offset ? (int)((field.Align - (offset % field.Align)) % field.Align) : null;

    private void Measure(Field field, int? pad)
    {
        var range = pad is { } known && field.Presence is null
            ? SizeRange.Exactly(known) + BodySizes.RangeInPlace(field)
            : BodySizes.Range(field);
        _range += range;
        _offset = range.Min == range.Max ? _offset + range.Min : null;
    }

    private void CloseRun()
    {
        if (_run.Count > 0) _parts.Add(new FixedRun { Places = _run.ToEquatableArray(), Size = _runSize });
        _run.Clear();
        _runSize = 0;
    }

    private BodyLayout Finish(int largest, int padTo = 1)
    {
        CloseRun();
        return new()
        {
            Parts = _parts.ToEquatableArray(),
            MinSize = ToInt(Filling.Filled(padTo, _range.Min)),
            MaxSize = ToInt(Math.Min(largest, Filling.Filled(padTo, _range.Max))),
        };
    }

    private static int ToInt(long size) => (int)Math.Min(size, int.MaxValue);
}
