namespace ProtoGen.Tool.Decoding;

/// <summary>The bytes of one side that are not decoded yet.</summary>
internal sealed class ReceivedBytes
{
    private const int MostConsumed = 1 << 20;
    private long _before;

    public byte[] Bytes { get; private set; } = [];

    /// <summary>Where in <see cref="Bytes"/> the next frame begins.</summary>
    public int Position { get; private set; }

    /// <summary>The bytes of the side before the next frame.</summary>
    public long Offset => _before + Position;

    public int Left => Bytes.Length - Position;

    /// <summary>Whether nobody knows any more where a frame begins.</summary>
    public bool IsLost { get; set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (IsLost) _before += bytes.Length;
        else Bytes = [.. Bytes.AsSpan(Position), .. bytes];
        if (IsLost) return;
        (_before, Position) = (_before + Position, 0);
    }

    public byte[] Cut(int length) => Bytes.AsSpan(Position, length).ToArray();

    /// <summary>Goes behind a frame. A flag that ended it may begin the next, so it stays.</summary>
    public void Take(int length, bool keepsFlag) => Position += keepsFlag && length > 1 ? length - 1 : length;

    /// <summary>Leaves out what is there, and bytes that never came.</summary>
    public void Skip(long missing) => (_before, Position, Bytes) = (_before + Bytes.Length + missing, 0, []);

    /// <summary>Whether nothing but a flag is left, which may begin a frame; nothing between two flags is no frame.</summary>
    public bool IsOnlyFlag(Schema.Model.Framing framing)
    {
        if (framing.Escape is not { Flag: var flag }) return false;
        while (Left > 1 && Bytes[Position] == flag && Bytes[Position + 1] == flag) Position++;
        return Left == 1 && Bytes[Position] == flag;
    }

    public void Trim()
    {
        if (Position < MostConsumed) return;
        (_before, Bytes, Position) = (_before + Position, Bytes[Position..], 0);
    }
}
