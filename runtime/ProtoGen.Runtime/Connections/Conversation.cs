namespace ProtoGen.Connections;

/// <summary>
/// What a connection remembers whose frames are numbered, or look different by what came before or by what is known. Emitted connections of such
/// protocols have one; the others do without the room.
/// </summary>
public struct Conversation
{
    internal ConnectionFacts? Facts;
    internal long LastSequence;
    internal int State;
}
