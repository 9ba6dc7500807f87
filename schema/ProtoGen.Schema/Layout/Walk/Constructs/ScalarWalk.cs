using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Numbers of fixed size, bools, characters and enums.</summary>
internal static class ScalarWalk
{
    public static FieldValue? Read(FieldType type, ReadPlace at)
    {
        var size = type.FixedSize!.Value;
        if (!at.Has((ulong)size)) return null;
        if (type is BoolType && at.IsLenient && at.Input.Bytes[at.Position] is > 1 and var spelling)
        {
            at.Entry.Spelling = spelling;
            at.Input.Position++;
            return new BoolValue(true);
        }

        if (ValueBytes.Read(at.Input.Bytes, at.Position, type, out var problem) is not { } value) return at.Fail(problem);
        if (!IsLegal(type, value, at.Input.Context)) return at.Fail($"is {value}, which {((EnumFieldType)type).Enum} has no name for", null, value);
        at.Input.Position += size;
        return value;
    }

    public static void Write(FieldType type, FieldValue value, WritePlace at)
    {
        if (!IsLegal(type, value, at.Session.Context)) at.Fail($"is {value}, which {((EnumFieldType)type).Enum} has no name for");
        var keepsByte = value is BoolValue { Value: true } && at.Spelling is > 1 and <= 0xFF;
        at.Output.Add(keepsByte ? [(byte)at.Spelling!.Value] : ValueBytes.Write(value, type));
    }

    /// <summary>Whether the type has bytes for a value.</summary>
    public static bool Fits(FieldType type, FieldValue value) => (type, value) switch
    {
        (IntegerType integer, IntegerValue number) => integer.Holds(number.Value),
        (EnumFieldType named, IntegerValue number) => named.Underlying.Holds(number.Value),
        (FloatType, FloatValue) or (BoolType, BoolValue) => true,
        (CharType, TextValue { Value: { Length: 1 } character }) => character[0] <= 0xFF,
        _ => false,
    };

    private static bool IsLegal(FieldType type, FieldValue value, WalkContext context)
    {
        if (type is not EnumFieldType { IsClosed: true } closed || !context.Enums.TryGetValue(closed.Enum, out var known)) return true;
        var number = ((IntegerValue)value).Value;
        return known.IsFlags
            ? (number.Bits & ~known.Members.Aggregate(0UL, (all, member) => all | member.Value.Bits)) == 0
            : known.Members.Any(member => member.Value.Equals(number));
    }
}
