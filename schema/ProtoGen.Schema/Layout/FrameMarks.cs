using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>The bits of a layout that are always the same, at places known before anything is read.</summary>
internal static class FrameMarks
{
    /// <summary>The constant bytes and bits at fixed offsets before the body.</summary>
    /// <param name="frame">The layout.</param>
    /// <param name="partOf">Finds the part of a bits field.</param>
    public static IReadOnlyList<FrameMark> Of(Frame frame, Func<BitsFieldType, string, BitsPart> partOf)
    {
        var marks = new List<FrameMark>();
        var offset = 0;
        foreach (var field in frame.Head)
        {
            if (BodySizes.Fixed(field) is not { } size) break;
            if (field.Constant is { } constant)
                marks.AddRange(ValueBytes.Write(constant, field.Type).Select((value, index) => new FrameMark(offset + index, 0xFF, value)));
            else if (field.Type is BitsFieldType bits)
                marks.AddRange(OfParts(field, bits, offset, partOf));

            offset += size;
        }

        return marks;
    }

    /// <summary>Whether the first field has one legal value.</summary>
    public static bool BeginsWithConstant(Frame frame) => frame.Fields.First().Constant is not null;

    private static IEnumerable<FrameMark> OfParts(Field field, BitsFieldType bits, int offset, Func<BitsFieldType, string, BitsPart> partOf)
    {
        var (mask, value) = (0UL, 0UL);
        foreach (var derived in field.DerivedParts)
        {
            if (derived.Derivation is not ConstantDerivation { Value: IntegerValue constant }) continue;
            var part = partOf(bits, derived.Part);
            mask |= part.Mask;
            value |= constant.Value.Bits << part.Low;
        }

        var (masks, values) = (IntegerBytes.Write(new(mask), bits.Underlying), IntegerBytes.Write(new(value), bits.Underlying));
        return masks.Select((known, index) => new FrameMark(offset + index, known, values[index])).Where(mark => mark.Mask != 0);
    }
}
