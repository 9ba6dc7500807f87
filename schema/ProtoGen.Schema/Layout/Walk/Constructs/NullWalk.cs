using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A number in the place of a size that means that there is nothing at all: see <see cref="PrefixedSize.None"/>.</summary>
internal static class NullWalk
{
    /// <summary>Steps over the number where it stands there.</summary>
    public static bool Read(Field field, ReadPlace at)
    {
        if (field.Type.SizeRule() is not PrefixedSize { None: { } none, Prefix: var prefix } || at.Left < prefix.Size) return false;
        if (!IntegerBytes.Read(at.Input.Bytes, at.Position, prefix).Equals(none)) return false;
        at.Input.Position += prefix.Size;
        return true;
    }

    /// <summary>Writes the number where no value is given.</summary>
    public static bool Write(Field field, WritePlace at)
    {
        if (field.Type.SizeRule() is not PrefixedSize { None: { } none, Prefix: var prefix } || at.Scope.Given(field.Name) is not (null or AbsentValue)) return false;
        AlignWalk.Write(field.Align, at);
        at.Entry.Start = at.Output.Position;
        at.Output.Add(IntegerBytes.Write(none, prefix));
        at.Entry.End = at.Output.Position;
        return true;
    }
}
