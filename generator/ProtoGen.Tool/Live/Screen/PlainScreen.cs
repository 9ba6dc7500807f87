using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>Lines in, lines out: for scripts and pipes.</summary>
internal sealed class PlainScreen(Terminal terminal) : IScreen
{
    private readonly Lock _gate = new();

    public bool IsTyped => false;

    public void WriteLine(string text, char mark)
    {
        lock (_gate)
        {
            terminal.Out.WriteLine(text);
            terminal.Out.Flush();
        }
    }

    public async Task<string?> ReadLineAsync(string prompt, ICompletion completion, CancellationToken cancel) =>
        // A console's reader reads on the caller's thread, whatever its method is called.
        await Task.Run(() => terminal.In.ReadLine(), CancellationToken.None).WaitAsync(cancel);
}
