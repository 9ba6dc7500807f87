namespace ProtoGen.Schema.Model;

/// <summary>One number of the id that a message for unknown ids holds, and where it stands in the message's key.</summary>
/// <param name="Name">What the schema calls its place in the frame: a field, or a part of one.</param>
/// <param name="Property">The C# property.</param>
/// <param name="Type">What it is on the wire: an integer, an enum or a character.</param>
/// <param name="Integer">The integer of the type.</param>
/// <param name="Bits">The bits it has on the wire.</param>
/// <param name="Shift">The lowest of its bits in the key; 0 where the key is the id.</param>
public sealed record UnknownIdPart(string Name, string Property, FieldType Type, IntegerType Integer, int Bits, int Shift)
{
    /// <summary>
    /// Where the id is not the key itself, the bits of a key that hold the id of an unknown message; the bits above say which of the messages
    /// that catch unknown ids it is, and the key is negative.
    /// </summary>
    public const int KeyBits = 56;

    /// <summary>How many messages a schema may have that catch unknown ids, where the id is not the key itself.</summary>
    public const int MaxKinds = 1 << (63 - KeyBits);
}
