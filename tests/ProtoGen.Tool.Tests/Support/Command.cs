using System.Text;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>One run of the command inside the test's process.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Out">What it printed.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record Command(int ExitCode, string Out, string Error)
{
    /// <summary>What it wrote as bytes.</summary>
    public byte[] Bytes { get; init; } = [];

    public bool Equals(Command? other) => other is not null && (ExitCode, Out, Error) == (other.ExitCode, other.Out, other.Error);

    public override int GetHashCode() => HashCode.Combine(ExitCode, Out, Error);

    public static Task<Command> Run(params string[] arguments) => RunWith("", arguments);

    public static async Task<Command> RunWith(string input, params string[] arguments)
    {
        using var reader = new StringReader(input);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var terminal = new Terminal(reader, output, error) { IsInteractive = false, OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(input)), OpenOut = () => bytes };
        var code = await Program.RunAsync(arguments, terminal, CancellationToken.None);
        return new(code, output.ToString(), error.ToString()) { Bytes = bytes.ToArray() };
    }
}
