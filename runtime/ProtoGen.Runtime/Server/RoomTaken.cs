namespace ProtoGen.Server;

/// <summary>What a connection takes of a server's room.</summary>
internal enum RoomTaken : byte
{
    None,

    /// <summary>That of a connection.</summary>
    Connection,

    /// <summary>And that of a handshake.</summary>
    Handshake,
}
