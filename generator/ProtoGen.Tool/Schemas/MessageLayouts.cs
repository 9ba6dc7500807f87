using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Schemas;

/// <summary>The frames that messages stand in.</summary>
internal static class MessageLayouts
{
    /// <summary>How a side cuts the bytes of a message: what both may say has a framing of each.</summary>
    public static Schema.Model.Framing FramingOf(this Protocol protocol, Message message, Direction side)
    {
        var framings = protocol.FramingsOf(message).ToList();
        return side == Direction.Server ? framings[^1] : framings[0];
    }

    /// <summary>The layout of a framing that a message has.</summary>
    public static Frame LayoutOf(this Schema.Model.Framing framing, Message message) => framing.Variants.First(frame => message.Variant is null || message.Variant == frame.Variant);

    /// <summary>The values of a header with those that the message fixes.</summary>
    public static List<VectorValue> WithFixed(this Message message, Frame frame, IEnumerable<VectorValue> header)
    {
        var all = header.ToList();
        foreach (var value in message.Header) FrameFields.Set(all, new(value.Field.Split('.').ToEquatableArray()), value.Value);
        for (var index = 0; index < Math.Min(message.Ids.Count, frame.Ids.Count); index++) FrameFields.Set(all, frame.Ids[index], new IntegerValue(message.Ids[index]));
        return all;
    }
}
