using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>A terminal on which somebody types while lines arrive: they are written above the line being typed.</summary>
internal sealed class EditedScreen(Terminal terminal) : IScreen
{
    private const string ToStartOfLine = "\r\e[K";

    private readonly Lock _gate = new();
    private readonly LineBuffer _line = new();
    private string? _prompt;

    public bool IsTyped => true;

    public void WriteLine(string text, char mark)
    {
        lock (_gate)
        {
            if (_prompt is not null) terminal.Out.Write(ToStartOfLine);
            terminal.Out.Write(Colored(text, mark).Replace("\n", "\r\n") + "\r\n");
            if (_prompt is not null) Draw();
        }
    }

    public Task<string?> ReadLineAsync(string prompt, ICompletion completion, CancellationToken cancel)
    {
        lock (_gate)
        {
            _prompt = prompt;
            Draw();
        }

        // Nothing takes a waiting thread out of the console: it ends with the process.
        return Task.Factory.StartNew(() => ReadLine(completion), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancel);
    }

    private string? ReadLine(ICompletion completion)
    {
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            lock (_gate)
            {
                var effect = _line.Press(key, completion);
                if (effect == KeyEffect.Asked) terminal.Out.Write($"{ToStartOfLine}{string.Join("  ", _line.Choices)}\r\n");
                if (effect is KeyEffect.Entered or KeyEffect.Ended)
                {
                    Draw();
                    terminal.Out.Write("\r\n");
                    _prompt = null;
                    return effect == KeyEffect.Entered ? _line.Take() : null;
                }

                Draw();
            }
        }
    }

    /// <summary>Draws the line, of a long one the part around the cursor: terminals do not agree on what becomes of a line that wraps.</summary>
    private void Draw()
    {
        var room = Math.Max(10, Width() - _prompt!.Length - 1);
        var start = Math.Max(0, _line.Cursor - room + 1);
        var shown = _line.Text.Substring(start, Math.Min(room, _line.Text.Length - start));
        terminal.Out.Write($"{ToStartOfLine}{_prompt}{shown}\r\e[{_prompt.Length + _line.Cursor - start + 1}G");
        terminal.Out.Flush();
    }

    private static int Width() => Console.WindowWidth is > 0 and var width ? width : 80;

    private string Colored(string text, char mark)
    {
        if (!terminal.Rich.Profile.Capabilities.Ansi) return text;
        var color = mark switch { '!' => "31", '*' => "90", '<' => "36", '>' => "32", _ => null };
        return color is null ? text : $"\e[{color}m{text}\e[0m";
    }
}
