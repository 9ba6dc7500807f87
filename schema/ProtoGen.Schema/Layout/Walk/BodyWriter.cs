using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Writes any body by its layout: the inverse of <see cref="BodyReader"/>.</summary>
public static class BodyWriter
{
    /// <summary>Writes a body.</summary>
    /// <param name="layout">Where the bytes stand.</param>
    /// <param name="values">A value for every field that is not constant, in any order, each fitting its field.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">A value is missing or does not fit.</exception>
    public static byte[] Write(BodyLayout layout, IEnumerable<VectorValue> values)
    {
        var known = values.ToDictionary(value => value.Field, value => value.Value, StringComparer.Ordinal);
        var body = new List<byte>();
        foreach (var field in layout.Parts.SelectMany(part => part.Fields))
        {
            var value = field.Constant ?? (known.TryGetValue(field.Name, out var given) ? given : throw Unfit(field, "has no value"));
            var bytes = ValueBytes.Write(value, field.Type);
            if (field.Type.FixedSize is { } size && bytes.Length != size) throw Unfit(field, $"takes {bytes.Length} bytes instead of {size}");
            if (field.Type.SizeRule() is PrefixedSize { Prefix: { } prefix }) body.AddRange(Announce(field, bytes.Length, prefix));
            body.AddRange(bytes);
        }

        return [.. body];
    }

    private static byte[] Announce(Field field, int length, IntegerType prefix)
    {
        var size = new WireInteger((long)length);
        return prefix.Holds(size)
            ? IntegerBytes.Write(size, prefix)
            : throw Unfit(field, $"takes {length} bytes, more than its {prefix.Name} prefix can say");
    }

    private static ArgumentException Unfit(Field field, string problem) => new($"'{field.Name}' {problem}");
}
