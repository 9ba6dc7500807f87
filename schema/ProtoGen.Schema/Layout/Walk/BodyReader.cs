using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads any body by its layout: what emitted decoders do, without emitting anything.</summary>
public static class BodyReader
{
    /// <summary>Reads a whole body; false where the bytes do not follow the layout.</summary>
    /// <param name="layout">Where the bytes stand.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="values">Every field in wire order, constants included.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryRead(BodyLayout layout, byte[] body, out EquatableArray<VectorValue> values, out BodyFailure? failure)
    {
        var read = new List<VectorValue>();
        var offset = 0;
        failure = null;
        foreach (var part in layout.Parts)
        {
            failure = part switch
            {
                FixedRun run => ReadRun(run, body, ref offset, read),
                VariablePart single => ReadVariable(single, body, ref offset, read),
                _ => throw new NotSupportedException(part.GetType().Name),
            };
            if (failure is not null) break;
        }

        if (failure is null && offset < body.Length)
            failure = new("", offset, $"has {body.Length - offset} bytes more than its fields take");
        values = read.ToEquatableArray();
        return failure is null;
    }

    private static BodyFailure? ReadRun(FixedRun run, byte[] body, ref int offset, List<VectorValue> read)
    {
        var start = offset;
        if (body.Length - start < run.Size)
        {
            var first = run.Places.First(place => body.Length - start < place.Offset + place.Size);
            return TooShort(first.Field, start + first.Offset, first.Size, body);
        }

        offset += run.Size;
        foreach (var place in run.Places)
        {
            if (ReadOne(place.Field, body, start + place.Offset, place.Size, read) is { } failure) return failure;
        }

        return null;
    }

    private static BodyFailure? ReadVariable(VariablePart part, byte[] body, ref int offset, List<VectorValue> read) =>
        part.Field.Type is VarintType varint ? ReadVarint(part.Field, varint, body, ref offset, read) : ReadSized(part, body, ref offset, read);

    private static BodyFailure? ReadVarint(Field field, VarintType type, byte[] body, ref int offset, List<VectorValue> read)
    {
        var size = VarintBytes.Read(body, offset, type, out var value, out var problem);
        if (size == 0) return new(field.Name, offset, problem);
        offset += size;
        read.Add(new(field.Name, new IntegerValue(value)));
        return null;
    }

    private static BodyFailure? ReadSized(VariablePart part, byte[] body, ref int offset, List<VectorValue> read)
    {
        var size = (ulong)Math.Max(0, body.Length - offset - part.Reserved);
        if (part.Field.Type.SizeRule() is PrefixedSize { Prefix: { } prefix })
        {
            if (body.Length - offset < prefix.Size) return TooShort(part.Field, offset, prefix.Size, body);
            size = IntegerBytes.Read(body, offset, prefix).Bits;
            offset += prefix.Size;
        }

        if ((ulong)(body.Length - offset) < size) return TooShort(part.Field, offset, size, body);

        var start = offset;
        offset += (int)size;
        return ReadOne(part.Field, body, start, (int)size, read);
    }

    private static BodyFailure? ReadOne(Field field, byte[] body, int offset, int size, List<VectorValue> read)
    {
        if (ValueBytes.Read(body, offset, size, field.Type, out var problem) is not { } value) return new(field.Name, offset, problem);
        if (field.Constant is { } constant && !constant.Equals(value))
            return new(field.Name, offset, $"is {value}, but must be {constant}");

        read.Add(new(field.Name, value));
        return null;
    }

    private static BodyFailure TooShort(Field field, int offset, object size, byte[] body) =>
        new(field.Name, offset, $"needs {size} bytes, but the body has {Math.Max(0, body.Length - offset)} left");
}
