namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What stands for code of the user's own in a walk, by its C# type.</summary>
public sealed record WalkExtensions
{
    /// <summary>Nothing does.</summary>
    public static WalkExtensions None { get; } = new();

    /// <summary>What reads and writes fields that have a <c>codec</c>.</summary>
    public IReadOnlyDictionary<string, WalkCodec> Codecs { get; init; } = new Dictionary<string, WalkCodec>();

    /// <summary>What bodies look like on the wire that have a <c>transform</c>.</summary>
    public IReadOnlyDictionary<string, WalkConversion> Transforms { get; init; } = new Dictionary<string, WalkConversion>();

    /// <summary>What whole frames look like on the wire that have a <c>framer</c>.</summary>
    public IReadOnlyDictionary<string, WalkConversion> Framers { get; init; } = new Dictionary<string, WalkConversion>();
}

/// <summary>Another form of some bytes.</summary>
/// <param name="Read">The plain bytes; null where they are not in this form. Never throws.</param>
/// <param name="Write">The bytes as they go onto the wire.</param>
public sealed record WalkConversion(Func<byte[], byte[]?> Read, Func<byte[], byte[]> Write);
