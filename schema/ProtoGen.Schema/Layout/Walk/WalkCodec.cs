using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads and writes the values of one <see cref="CodecType"/>.</summary>
/// <param name="Read">The value at an offset of a body, which ends where the field must have ended, and the bytes it takes; null where they are no value.
/// Never throws.</param>
/// <param name="Write">The bytes of a value; null where there are none.</param>
public sealed record WalkCodec(Func<byte[], int, (FieldValue Value, int Size)?> Read, Func<FieldValue, byte[]?> Write);
