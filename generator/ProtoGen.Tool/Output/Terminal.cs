using Spectre.Console;

namespace ProtoGen.Tool.Output;

/// <summary>Where a command reads and writes: the process's own, or a test's. Plain text where it is no terminal.</summary>
/// <param name="In">What is typed, or piped in.</param>
/// <param name="Out">What was asked for.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    private IAnsiConsole? _rich;

    /// <summary>Whether colours and redrawing make sense.</summary>
    public bool IsInteractive { get; init; } = !Console.IsOutputRedirected;

    /// <summary>What is piped in, as bytes.</summary>
    public Func<Stream> OpenIn { get; init; } = Console.OpenStandardInput;

    /// <summary>What was asked for, as bytes.</summary>
    public Func<Stream> OpenOut { get; init; } = Console.OpenStandardOutput;

    /// <summary>For colours, tables and progress; writes plain text where <see cref="IsInteractive"/> is false.</summary>
    public IAnsiConsole Rich => _rich ??= AnsiConsole.Create(new()
    {
        Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        Out = new AnsiConsoleOutput(Out),
    });
}
