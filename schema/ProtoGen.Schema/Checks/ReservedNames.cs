namespace ProtoGen.Schema.Checks;

/// <summary>Names that emitted code takes for itself.</summary>
internal static class ReservedNames
{
    /// <summary>Members every emitted message has, or inherits.</summary>
    public static readonly HashSet<string> MessageMembers = new(StringComparer.Ordinal)
    {
        "GetSize", "Encode", "TryDecode", "Wire", "View",
        "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals",
        "EqualityContract", "PrintMembers", "Deconstruct",
    };

    /// <summary>Members every choice and its cases have, or inherit: a case cannot be called so.</summary>
    public static readonly HashSet<string> ChoiceMembers = new(StringComparer.Ordinal)
    {
        "Value", "Tag", "Wire", "WireTag", "View", "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "EqualityContract", "PrintMembers", "Deconstruct",
    };

    /// <summary>Members every integer in parts has, or inherits.</summary>
    public static readonly HashSet<string> BitsMembers = new(StringComparer.Ordinal)
    {
        "Raw", "Without", "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "PrintMembers", "Deconstruct",
    };

    /// <summary>Members the view of a message or a struct has beside its fields.</summary>
    public static readonly HashSet<string> ViewMembers = new(StringComparer.Ordinal)
    {
        "TryParse", "TryTake", "TryCheck", "TryRead", "TryReadByField", "TryToRecord", "TryToRecordByField", "RefuseSize",
    };

    /// <summary>Members of every client and of every peer that a message's own could hide.</summary>
    public static readonly HashSet<string> CallMembers = new(StringComparer.Ordinal)
    {
        "StartAsync", "DisposeAsync", "Options", "Counters", "StateChanges", "Handler", "Registration", "Handshake", "Disconnect", "LastChange", "CallOnceAsync",
    };

    /// <summary>Types emitted once for the protocol.</summary>
    public static IEnumerable<string> ProtocolTypes(string protocol) =>
        ProtocolSuffixes.Select(suffix => protocol + suffix).Concat([$"I{protocol}ServerViews", $"I{protocol}ClientViews"]);

    private static readonly string[] ProtocolSuffixes =
        ["Protocol", "Server", "Client", "Peer", "Context", "ServerHandler", "ClientHandler", "Frame", "Framing", "Profile", "Header", "Variant", "Stream", "Handshake"];
}
