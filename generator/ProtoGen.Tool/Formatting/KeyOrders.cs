namespace ProtoGen.Tool.Formatting;

/// <summary>The order of keys, as the specification writes them. Names that users choose stay in the order of the text, which often is the order on the wire.</summary>
internal sealed class KeyOrders
{
    private static readonly KeyOrders Free = new();
    private static readonly KeyOrders Flat = new();

    private static readonly KeyOrders Part = new() { Keys = ["at", "type", "verify", "name", "doc"] };
    private static readonly KeyOrders Field = new()
    {
        Keys =
        [
            "type", "switch", "codec", "if", "role", "echo", "size", "trailing", "align", "alignEach", "padTo", "encoding", "pad", "overflow", "scale", "offset", "unit", "min", "max",
            "none", "as", "derive", "verify", "canonical", "depth", "correlates", "since", "removed", "deprecated", "name", "doc", "parts", "fields", "cases", "else",
        ],
        Children = key => key switch { "parts" => Of(Part), "fields" => Of(Field!), "cases" => Of(Case!), "else" => Case!, _ => Flat },
    };

    private static readonly KeyOrders Case = new() { Keys = ["name", .. Field.Keys.Where(key => key != "name")], Children = Field.Children };
    private static readonly KeyOrders Body = new()
    {
        Keys =
        [
            "message", "stream", "name", "state", "id", "from", "variant", "optional", "header", "extra", "transform", "idempotent", "resent", "trailing", "since", "removed", "deprecated", "doc", "fields", "reply", "fault",
        ],
        Children = key => key switch { "fields" => Of(Field), "reply" or "fault" => Body!, _ => Flat },
    };

    private static readonly KeyOrders Variant = new() { Keys = ["name", "id", "layout"], Children = key => key == "layout" ? Of(Field) : Flat };
    private static readonly KeyOrders Frame = new()
    {
        Keys = ["id", "maxSize", "maxWireSize", "escape", "framer", "transform", "reassemble", "resync", "layout", "variants", "client", "server"],
        Children = key => key switch { "layout" => Of(Field), "variants" => Of(Variant), "client" or "server" => Frame!, _ => Flat },
    };

    private static readonly KeyOrders State = new() { Keys = ["name", "frame", "next"], Children = key => key == "frame" ? Frame : Flat };
    private static readonly KeyOrders Member = new() { Keys = ["value", "name", "since", "deprecated", "doc"] };
    private static readonly KeyOrders Enum = new() { Keys = ["type", "unknown", "name", "doc", "values"], Children = key => key == "values" ? Of(Member) : Flat };
    private static readonly KeyOrders Bits = new() { Keys = ["type", "name", "doc", "parts"], Children = key => key == "parts" ? Of(Part) : Flat };
    private static readonly KeyOrders Struct = new() { Keys = ["name", "if", "padTo", "canonical", "trailing", "doc", "fields"], Children = key => key == "fields" ? Of(Field) : Flat };
    private static readonly KeyOrders Vector = new() { Keys = ["message", "hex", "expect", "header", "values", "doc"] };
    private static readonly KeyOrders Heartbeat = new() { Keys = ["message", "from", "every", "timeout", "ack", "tries", "coalesce", "liveness"] };
    private static readonly KeyOrders Register = new() { Keys = ["message", "accept", "retry", "key", "required"] };

    /// <summary>A whole schema.</summary>
    public static KeyOrders Schema { get; } = new()
    {
        Keys =
        [
            "protocol", "namespace", "doc", "import", "endian", "states", "frame", "text", "fault", "heartbeat", "register", "farewell", "profiles", "checks", "enums", "flags", "bits", "structs", "messages", "vectors",
        ],
        Children = key => key switch
        {
            "states" => Of(State),
            "frame" => Frame,
            "fault" => Body,
            "heartbeat" => Heartbeat,
            "register" => Register,
            "profiles" => Of(Field),
            "enums" or "flags" => Of(Enum),
            "bits" => Of(Bits),
            "structs" => Of(Struct),
            "messages" => Of(Body),
            "vectors" => Vector,
            _ => Flat,
        },
    };

    /// <summary>The keys in their order; none where any order has a meaning of its own.</summary>
    public IReadOnlyList<string> Keys { get; private init; } = [];

    /// <summary>The order of what stands below a key.</summary>
    public Func<string, KeyOrders> Children { get; private init; } = _ => Free;

    /// <summary>Whether its entries are separated by empty lines: the messages of a schema, and its sections.</summary>
    public bool IsSpaced(string key) => this == Schema && key == "messages";

    private static KeyOrders Of(KeyOrders each) => new() { Children = _ => each };

    /// <summary>The place of a key; what is not known stays behind what is, in the order of the text.</summary>
    public int PlaceOf(string key)
    {
        for (var place = 0; place < Keys.Count; place++)
        {
            if (Keys[place] == key) return place;
        }

        return Keys.Count;
    }
}
