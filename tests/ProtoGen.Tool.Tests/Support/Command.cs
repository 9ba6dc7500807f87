namespace ProtoGen.Tool.Tests;

/// <summary>One run of the command inside the test's process.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Out">What it printed.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record Command(int ExitCode, string Out, string Error)
{
    public static Task<Command> Run(params string[] arguments) => RunWith("", arguments);

    public static async Task<Command> RunWith(string input, params string[] arguments)
    {
        using var reader = new StringReader(input);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync(arguments, new(reader, output, error) { IsInteractive = false }, CancellationToken.None);
        return new(code, output.ToString(), error.ToString());
    }
}
