namespace ProtoGen.Tool.Live.Screen;

/// <summary>Where lines are written while another one may be being typed.</summary>
internal interface IScreen
{
    /// <summary>Whether somebody types.</summary>
    bool IsTyped { get; }

    /// <summary>Writes a line, above what is being typed. From any thread.</summary>
    void WriteLine(string text, char mark);

    /// <summary>The next line; null at the end of the input.</summary>
    Task<string?> ReadLineAsync(string prompt, ICompletion completion, CancellationToken cancel);
}

/// <summary>Proposes what may stand at the end of a line.</summary>
internal interface ICompletion
{
    /// <summary>Where the word begins that is being typed, and what it may become.</summary>
    (int Start, IReadOnlyList<string> Words) At(string line);
}

/// <summary>Proposes nothing.</summary>
internal sealed class NoCompletion : ICompletion
{
    public static NoCompletion Instance { get; } = new();

    public (int Start, IReadOnlyList<string> Words) At(string line) => (line.Length, []);
}
