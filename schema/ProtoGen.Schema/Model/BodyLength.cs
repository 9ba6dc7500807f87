namespace ProtoGen.Schema.Model;

/// <summary>A length in the header that counts fields of a message: what it must be when the message is read, and is written as.</summary>
/// <param name="Name">The schema name of the field in the layout.</param>
/// <param name="Parameter">Which parameter of the message it is.</param>
/// <param name="Derivation">What it follows from in the message: <see cref="BytesDerivation"/>, or a constant where the message has none of the fields.</param>
/// <param name="Type">The integer on the wire.</param>
public sealed record BodyLength(string Name, int Parameter, Derivation Derivation, IntegerType Type);
