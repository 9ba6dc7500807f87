using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Integers of seven bits a byte, as values and before what they announce.</summary>
internal static class VarintWalk
{
    public static FieldValue? Read(VarintType type, ReadPlace at) => ReadNumber(type, at) is { } value ? new IntegerValue(value) : null;

    /// <summary>Reads a number and moves behind it; null, and a failure, where there is none.</summary>
    public static WireInteger? ReadNumber(VarintType type, ReadPlace at)
    {
        var size = VarintBytes.Read(at.Input.Bytes, at.Position, at.End, type, at.IsLenient, out var value, out var problem);
        if (size == 0)
        {
            at.Fail(problem);
            if (problem == VarintBytes.Cut && at.End == at.Input.Bytes.Length) at.Input.MarkShort();
            return null;
        }

        if (size > VarintBytes.Write(value, type).Length) at.Entry.Spelling = size;
        at.Input.Position += size;
        return value;
    }

    public static void Write(VarintType type, IntegerValue value, WritePlace at)
    {
        if (!type.Value.Holds(value.Value)) at.Fail($"is {value}, more than {type.Bits} bits hold");
        at.Output.Add(VarintBytes.Write(value.Value, type, at.Spelling ?? 1));
    }
}
