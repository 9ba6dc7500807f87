namespace ProtoGen.Generator.Emit;

/// <summary>One file of emitted C#.</summary>
/// <param name="HintName">Its name, unique in the protocol without regard to case.</param>
/// <param name="Text">Its text, with <c>\n</c> line ends.</param>
public sealed record EmittedFile(string HintName, string Text);
