namespace ProtoGen.Framing;

/// <summary>The header of a protocol whose frames hold nothing beside length, id, marks, checks and body.</summary>
public readonly record struct NoHeader;
