using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>Where things stand in the page.</summary>
internal static class Anchors
{
    public static string Of(Message message) => $"message-{message.Name}";

    public static string Of(Structure structure) => $"struct-{structure.Name}";

    public static string Of(BitsType bits) => $"bits-{bits.Name}";

    public static string Of(EnumType type) => $"enum-{type.Name}";

    /// <summary>Where the name of a type leads; null for what explains itself.</summary>
    public static string? Of(TypeText type) => type.Link switch
    {
        TypeLink.Struct => $"struct-{type.Target}",
        TypeLink.Bits => $"bits-{type.Target}",
        TypeLink.Enum => $"enum-{type.Target}",
        _ => null,
    };
}
