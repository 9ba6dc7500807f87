using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>The constants of a layout whose place is known before anything is read.</summary>
internal static class FrameMarks
{
    /// <summary>The integer constants at fixed offsets before the body.</summary>
    public static IReadOnlyList<FrameMark> Of(Frame frame)
    {
        var marks = new List<FrameMark>();
        var offset = 0;
        foreach (var field in frame.Head)
        {
            if (BodySizes.Fixed(field) is not { } size) break;
            if (field is { Type: IntegerType type, Constant: IntegerValue constant }) marks.Add(new(field.Name, offset, type, constant.Value));
            offset += size;
        }

        return marks;
    }

    /// <summary>Whether the first field has one legal value.</summary>
    public static bool BeginsWithConstant(Frame frame) => frame.Fields.First().Constant is not null;
}
