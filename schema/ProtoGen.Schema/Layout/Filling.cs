using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>The bytes that fill something to a multiple.</summary>
public static class Filling
{
    /// <summary>How many bytes bring a size, or a distance, to a multiple.</summary>
    public static int To(int multiple, long size) => (int)((multiple - (size % multiple)) % multiple);

    /// <summary>A size with its filling.</summary>
    internal static long Filled(int multiple, long size) => size + To(multiple, size);

    /// <summary>Filling of a number of bytes that never varies, as a field: zeros, or what is kept.</summary>
    internal static Field AsField(int size, bool isKept, IEnumerable<Field> beside)
    {
        var name = "_padding";
        while (beside.Any(field => field.Name == name)) name = "_" + name;
        return new()
        {
            Name = name,
            Property = null,
            Type = new BytesType(new FixedSize(size)),
            Derivation = isKept ? null : new ConstantDerivation(new BytesValue(new byte[size].ToEquatableArray())),
        };
    }
}
