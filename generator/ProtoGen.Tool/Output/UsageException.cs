namespace ProtoGen.Tool.Output;

/// <summary>What was asked for cannot be done; says what, and how to ask. Ends the command with <see cref="ExitCodes.Usage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);
