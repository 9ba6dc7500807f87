using System.Globalization;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>The values of a frame's header ↔ the emitted header. A header is made from a frame that the walk wrote, as a received one is.</summary>
internal sealed class HeaderValues(Protocol protocol)
{
    /// <summary>The fields of all headers, by name.</summary>
    public static IEnumerable<Field> Fields(Protocol protocol) =>
        protocol.Messages.SelectMany(protocol.FramingsOf).SelectMany(framing => framing.Variants).SelectMany(frame => frame.Header).DistinctBy(field => field.Name);

    /// <summary>What was given, and what the message itself says.</summary>
    public List<VectorValue> Complete(Message message, Direction side, IReadOnlyList<VectorValue> given)
    {
        var fields = protocol.FramingOf(message, side).LayoutOf(message).Header.Select(field => field.Name).ToHashSet();
        var values = given.Where(value => fields.Contains(value.Field)).ToList();
        foreach (var value in message.Header) FrameFields.Set(values, new(value.Field.Split('.').ToEquatableArray()), value.Value);
        return values;
    }

    /// <summary>The emitted header.</summary>
    /// <exception cref="ArgumentException">A value does not fit.</exception>
    public object ToRecord(ILiveCodec codec, Message message, Direction side, IReadOnlyList<VectorValue> values, IReadOnlyList<WireInteger> ids, byte[] body, long key, WalkContext context)
    {
        var framing = protocol.FramingOf(message, side);
        var frame = framing.LayoutOf(message);
        var plain = FrameWriter.Write(framing with { Escape = null }, frame, message, ids, values, body, context);
        return codec.ReadHeader(plain, key, plain.Length - frame.TailSize - body.Length, body.Length);
    }

    /// <summary>What an emitted header says.</summary>
    public static IReadOnlyList<VectorValue> Of(Protocol protocol, object header) =>
        [.. from field in Fields(protocol)
            let property = header.GetType().GetProperty(field.Property!)
            where property is not null
            select new VectorValue(field.Name, Value(property.GetValue(header)))];

    /// <summary>A property's value as a 64-bit integer.</summary>
    public static long Number(object value) => value switch
    {
        bool truth => truth ? 1 : 0,
        char character => character,
        ulong large => unchecked((long)large),
        Enum named => Number(Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture)),
        IConvertible number => number.ToInt64(CultureInfo.InvariantCulture),
        _ => 0,
    };

    private static FieldValue Value(object? value) => value switch
    {
        null => new AbsentValue(),
        bool truth => new BoolValue(truth),
        ulong large => new IntegerValue(new(large)),
        char character => new TextValue(character.ToString()),
        string text => new TextValue(text),
        Enum or sbyte or byte or short or ushort or int or uint or long => new IntegerValue(new(Number(value))),
        _ => new TextValue(value.ToString() ?? ""),
    };
}
