namespace ProtoGen.Testing;

/// <summary>One file of generated C#.</summary>
/// <param name="Name">Its name, <c>Namespace.Type.g.cs</c>, unique without regard to case.</param>
/// <param name="Text">Its text, with <c>\n</c> line ends.</param>
public sealed record GeneratedFile(string Name, string Text);
