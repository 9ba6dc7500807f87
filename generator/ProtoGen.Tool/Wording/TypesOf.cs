using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>Every type that stands somewhere in a protocol.</summary>
internal static class TypesOf
{
    public static IEnumerable<FieldType> All(Protocol protocol) => Structures(protocol).SelectMany(structure => structure.Fields).SelectMany(Of);

    /// <summary>Everything that has fields: layouts, structs, messages.</summary>
    public static IEnumerable<Structure> Structures(Protocol protocol) =>
        Framings(protocol).SelectMany(framing => framing.Variants).Select(frame => frame.Structure)
            .Concat(protocol.Structures)
            .Concat(protocol.Messages.Select(message => message.Body));

    /// <summary>Every way of cutting bytes into frames, each once.</summary>
    public static IEnumerable<Schema.Model.Framing> Framings(Protocol protocol) => protocol.States.Count > 0
        ? protocol.States.SelectMany(state => new[] { state.FromClient, state.FromServer }).Distinct()
        : new[] { protocol.Framing, protocol.ServerFraming ?? protocol.Framing }.Distinct();

    private static IEnumerable<FieldType> Of(Field field) => field.Bound is { Size: PrefixedSize { Prefix: var prefix } } ? Of(field.Type).Append(prefix) : Of(field.Type);

    /// <summary>A type and those inside it.</summary>
    public static IEnumerable<FieldType> Of(FieldType type) => type switch
    {
        ListType list => [type, .. Prefix(list.Size), .. Of(list.Element)],
        SwitchType choice => [type, .. choice.AllCases.Select(known => known.Type).OfType<FieldType>().SelectMany(Of)],
        TextType text => [type, .. Prefix(text.Size)],
        BytesType bytes => [type, .. Prefix(bytes.Size)],
        BcdType digits => [type, .. Prefix(digits.Size)],
        BitListType bits => [type, .. Prefix(bits.Size)],
        _ => [type],
    };

    private static IEnumerable<FieldType> Prefix(SizeRule size) => size is PrefixedSize { Prefix: var prefix } ? [prefix] : [];
}
