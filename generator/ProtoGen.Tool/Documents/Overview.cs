using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>The protocol at a glance.</summary>
internal static class Overview
{
    public static IReadOnlyList<Fact> Of(Protocol protocol)
    {
        var framings = TypesOf.Framings(protocol).ToList();
        return
        [
            new("Byte order", ByteOrderOf(protocol)),
            new("Largest frame", NumberWords.Bytes(framings.Max(framing => framing.MaxSize))),
            new("Messages", Messages(protocol)),
            new("Told apart by", IdsOf(framings)),
            new("C# namespace", protocol.Namespace),
        ];
    }

    private static string ByteOrderOf(Protocol protocol)
    {
        var orders = TypesOf.All(protocol).Select(TypeWords.OrderOf).OfType<ByteOrder>().Distinct().ToList();
        var usual = TypeWords.UsualOrder(protocol) == ByteOrder.Big ? "big-endian" : "little-endian";
        return orders.Count switch
        {
            0 => "no number has more than one byte",
            1 => usual,
            _ => $"{usual}, where a type does not say otherwise",
        };
    }

    private static string Messages(Protocol protocol)
    {
        var (client, server) = (protocol.Messages.Count(message => message.From.HasFlag(Direction.Client)), protocol.Messages.Count(message => message.From.HasFlag(Direction.Server)));
        return $"{protocol.Messages.Count}: {client} of the client, {server} of the server";
    }

    private static string IdsOf(List<Schema.Model.Framing> framings)
    {
        var ids = framings.SelectMany(framing => framing.Variants).SelectMany(frame => frame.Ids.Select(id => id.ToString())).Distinct().ToList();
        return ids.Count == 0 ? "the side that sends them" : FieldWords.List(ids);
    }
}
