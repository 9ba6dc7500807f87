using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>What became of one example frame.</summary>
/// <param name="Message">The message it must hold.</param>
/// <param name="Line">Its line in the schema.</param>
/// <param name="Frame">The frame.</param>
/// <param name="Problems">What is wrong; none where it proves what it says.</param>
internal sealed record VectorOutcome(string Message, int Line, EquatableArray<byte> Frame, EquatableArray<string> Problems)
{
    /// <summary>Whether only code of the user's own can judge it.</summary>
    public bool NeedsCode { get; init; }

    /// <summary>Whether it shows what must be refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What its values are written as; null where they were not read or cannot be written.</summary>
    public EquatableArray<byte>? Written { get; init; }
}
