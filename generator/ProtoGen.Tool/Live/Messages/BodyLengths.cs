using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>Lengths in the header that count fields of the message: the user gives none of them.</summary>
internal static class BodyLengths
{
    /// <summary>What a message takes from outside, these lengths included; they are put into the header as well.</summary>
    public static EquatableArray<long> Complete(Message message, IReadOnlyList<VectorValue> values, WalkContext context, List<VectorValue> header)
    {
        if (message.Body.Lengths.Count == 0) return context.Outer;
        var written = StructureWriter.Write(new(context), new(message.Body, context.Outer, null, StructLevel.First), [.. values], start: 0);
        var numbers = new DerivedNumbers(written.Scope, written.Bytes, 0, message.Extra);
        var outer = context.Outer.ToArray();
        foreach (var length in message.Body.Lengths)
        {
            var counted = length.Derivation is ConstantDerivation constant ? FrameFields.Number(constant.Value) : numbers.Of(length.Derivation);
            if (counted is not { } number) continue;
            outer[length.Parameter] = (long)number.Bits;
            FrameFields.Set(header, new(length.Name.Split('.').ToEquatableArray()), new IntegerValue(number));
        }

        return outer.ToEquatableArray();
    }
}
