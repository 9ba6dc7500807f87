using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>A layout as an ordinary structure: the body is bytes up to the tail, and ids are values like others.</summary>
internal static class FrameFields
{
    /// <summary>The structure in which a whole frame is read and written.</summary>
    /// <param name="frame">The layout.</param>
    /// <param name="judgesExtra">Whether checks that count a message's extra bytes are verified.</param>
    public static Structure AsStructure(Frame frame, bool judgesExtra)
    {
        var fields = frame.Fields.Select(field => Plain(field, judgesExtra)).ToList();
        return frame.Structure with { Layout = BodyLayoutBuilder.Build(fields, int.MaxValue), Trailing = Trailing.Error };
    }

    /// <summary>The number that a value of a layout is; 0 where it is absent.</summary>
    public static WireInteger Number(IEnumerable<VectorValue> values, OwnValue path)
    {
        var value = values.FirstOrDefault(known => known.Field == path.Field)?.Value;
        foreach (var name in path.Path.Skip(1)) value = (value as StructValue)?.Fields.FirstOrDefault(part => part.Field == name)?.Value;
        return Number(value);
    }

    /// <summary>The number that a value is; 0 for what is none.</summary>
    public static WireInteger Number(FieldValue? value) => value switch
    {
        IntegerValue integer => integer.Value,
        BoolValue truth => new(truth.Value ? 1L : 0L),
        TextValue { Value: [var character] } => new((long)character),
        CaseValue { Value: { } held } => Number(held),
        _ => default,
    };

    /// <summary>Puts a value into a list of values, at a path that may lead into a bits field.</summary>
    public static void Set(List<VectorValue> values, OwnValue path, FieldValue value)
    {
        var at = values.FindIndex(known => known.Field == path.Field);
        if (path.Path.Count > 1)
        {
            var parts = at < 0 ? [] : ((StructValue)values[at].Value).Fields.Where(part => part.Field != path.Path[1]).ToList();
            parts.Add(new(path.Path[1], value));
            value = new StructValue(parts.ToEquatableArray());
        }

        if (at >= 0) values.RemoveAt(at);
        values.Add(new(path.Field, value));
    }

    /// <summary>A field of a head by itself: what it follows from is not judged.</summary>
    public static Field WithoutId(Field field) => field with { Derivation = field.Constant is null ? null : field.Derivation, DerivedParts = default };

    private static Field Plain(Field field, bool judgesExtra) => field switch
    {
        { Type: BodyType } => field with { Type = new BytesType(new RestSize()) },
        { Derivation: IdDerivation or MessageBytesDerivation } => field with { Derivation = null },
        { Derivation: CheckDerivation { HasExtra: true } } when !judgesExtra => field with { Verify = false },
        _ => field with { DerivedParts = field.DerivedParts.Where(part => part.Derivation is not IdDerivation).ToEquatableArray() },
    };
}
