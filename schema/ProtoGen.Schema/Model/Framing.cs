namespace ProtoGen.Schema.Model;

/// <summary>How one side's bytes are cut into frames while a conversation is in one state.</summary>
public sealed record Framing
{
    /// <summary>The layouts, at least one; told apart by their <see cref="Frame.Marks"/>.</summary>
    public required EquatableArray<Frame> Variants { get; init; }

    /// <summary>How bytes are escaped, last of all; null where they are not.</summary>
    public FrameEscape? Escape { get; init; }

    /// <summary>The largest frame in bytes as escaped, flags included; null where only the unescaped size is limited.</summary>
    public int? MaxWireSize { get; init; }

    /// <summary>The C# type that finds frames and writes them onto the wire; null where the layout says how.</summary>
    public string? Framer { get; init; }

    /// <summary>What gives bodies another form, messages with a <see cref="Message.Transform"/> of their own excepted; null where nothing does.</summary>
    public BodyChange? Transform { get; init; }

    /// <summary>What joins bodies that come in several frames; null where none do.</summary>
    public BodyChange? Reassembly { get; init; }

    /// <summary>What follows a frame that cannot be read.</summary>
    public Resync Resync { get; init; }

    /// <summary>What is put behind a body that is too short to be read; null where that is an error.</summary>
    public BodyPad? Pad { get; init; }

    /// <summary>The largest body that comes out of a change, where bodies are not as their frames have them.</summary>
    public int? MaxChangedSize => Transform is null && Reassembly is null ? null : Math.Max(Transform?.MaxSize ?? 0, Reassembly?.MaxSize ?? 0);

    /// <summary>The largest frame of any variant.</summary>
    public int MaxSize => Variants.Max(frame => frame.MaxSize);
}

/// <summary>Byte stuffing: a flag stands before and after every frame and nowhere else.</summary>
/// <param name="Flag">The byte that marks both ends of a frame.</param>
/// <param name="Escape">The byte that begins an escape sequence.</param>
/// <param name="Codes">Every byte that is escaped, the flag and the escape byte among them.</param>
public sealed record FrameEscape(byte Flag, byte Escape, EquatableArray<EscapeCode> Codes);

/// <summary>A byte that is escaped, and what follows the escape byte in its place.</summary>
/// <param name="Original">The byte.</param>
/// <param name="Code">What stands for it.</param>
public sealed record EscapeCode(byte Original, byte Code);

/// <summary>A C# type of the user's own that changes bodies.</summary>
/// <param name="Type">The type.</param>
/// <param name="Condition">When it does; null for always. Values of the layout are <see cref="OwnValue"/>, facts of the connection <see cref="OuterValue"/>.</param>
/// <param name="Facts">The names of the facts of the connection that the condition asks for, in the order of their numbers.</param>
/// <param name="MaxSize">The largest body in bytes that comes out.</param>
public sealed record BodyChange(string Type, Conditional? Condition, EquatableArray<string> Facts, int MaxSize)
{
    /// <summary>The largest body that comes out where the schema does not say: 1 MiB, or a frame that is larger.</summary>
    public static int DefaultMaxSize(int maxFrameSize) => Math.Max(1 << 20, maxFrameSize);
}

/// <summary>What follows a frame that cannot be read.</summary>
public enum Resync
{
    /// <summary>The connection is closed.</summary>
    Close,

    /// <summary>Bytes are skipped up to the next flag or the next first mark of a layout.</summary>
    Magic,
}

/// <summary>Bodies may come without their last bytes: <c>body: { pad: 0x00, min: 1 }</c>.</summary>
/// <param name="Value">The byte that is put behind a body until it is as long as its smallest message; trailing ones are not sent.</param>
/// <param name="Min">The bytes that are sent at least.</param>
public sealed record BodyPad(byte Value, int Min);

/// <summary>A phase of a conversation with framing of its own.</summary>
public sealed record ProtocolState
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema calls it.</summary>
    public required string SchemaName { get; init; }

    /// <summary>How the client's bytes are cut.</summary>
    public required Framing FromClient { get; init; }

    /// <summary>How the server's bytes are cut.</summary>
    public required Framing FromServer { get; init; }

    /// <summary>The messages that lead to other states.</summary>
    public required EquatableArray<StateChange> Next { get; init; }
}

/// <summary>Once a message was sent or received, the conversation is in another state.</summary>
/// <param name="Message">The C# name of the message.</param>
/// <param name="State">The C# name of the state.</param>
public sealed record StateChange(string Message, string State);
