using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A number in the place of a size that means that there is nothing at all: see <see cref="PrefixedSize.None"/>.</summary>
internal static class NullWalk
{
    /// <summary>Whether values of a type may be null in this way.</summary>
    public static bool Has(FieldType type) => type.SizeRule() is PrefixedSize { None: not null };

    /// <summary>Steps over the number where it stands there.</summary>
    public static bool Read(FieldType type, ReadPlace at)
    {
        if (type.SizeRule() is not PrefixedSize { None: { } none, Prefix: var prefix } || at.Left < prefix.Size) return false;
        if (!IntegerBytes.Read(at.Input.Bytes, at.Position, prefix).Equals(none)) return false;
        at.Input.Position += prefix.Size;
        return true;
    }

    /// <summary>Writes the number where there is no value.</summary>
    public static bool Write(FieldType type, FieldValue value, WritePlace at)
    {
        if (value is not AbsentValue || type.SizeRule() is not PrefixedSize { None: { } none, Prefix: var prefix }) return false;
        at.Output.Add(IntegerBytes.Write(none, prefix));
        return true;
    }
}
