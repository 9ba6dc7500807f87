using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Whether only a user's code knows where a field or the frame ends: such a message cannot be read without it, so its vectors prove nothing here.</summary>
internal static class OpenCodecs
{
    public static bool AreIn(Message message, Protocol protocol, WalkExtensions extensions) =>
        protocol.FramingsOf(message).Any(framing => framing.Framer is { } framer && !extensions.Framers.ContainsKey(framer))
        || AreIn(message.Body, protocol, [.. extensions.Codecs.Keys]);

    private static bool AreIn(Structure structure, Protocol protocol, ICollection<string> known) =>
        AreIn(structure, protocol, known, new(StringComparer.Ordinal), isLast: true);

    private static bool AreIn(Structure structure, Protocol protocol, ICollection<string> known, HashSet<string> met, bool isLast)
    {
        if (!met.Add(structure.Name)) return false;
        var fields = structure.Fields.ToArray();
        return fields.Where((field, index) => field.Bound is null && IsOpen(field.Type, protocol, known, met, isLast && index == fields.Length - 1)).Any();
    }

    private static bool IsOpen(FieldType type, Protocol protocol, ICollection<string> codecs, HashSet<string> met, bool isLast) => type switch
    {
        CodecType codec => !isLast && !codecs.Contains(codec.Codec),
        ListType list => IsOpen(list.Element, protocol, codecs, met, isLast: false),
        SwitchType choice => choice.AllCases.Any(known => known.Type is { } held && IsOpen(held, protocol, codecs, met, isLast)),
        StructType held => protocol.Structures.FirstOrDefault(known => known.Name == held.Structure) is { } inner && AreIn(inner, protocol, codecs, met, isLast),
        _ => false,
    };
}
