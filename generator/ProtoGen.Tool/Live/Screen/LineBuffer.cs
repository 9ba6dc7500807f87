namespace ProtoGen.Tool.Live.Screen;

/// <summary>What a key did to the line being typed.</summary>
internal enum KeyEffect
{
    /// <summary>The line or the place in it changed, or nothing did.</summary>
    Edited,

    /// <summary>The line is done.</summary>
    Entered,

    /// <summary>What it may become is to be shown.</summary>
    Asked,

    /// <summary>Whoever types is done.</summary>
    Ended,
}

/// <summary>A line being typed, with the lines before it. Knows keys, but no terminal.</summary>
internal sealed class LineBuffer
{
    private readonly List<string> _history = [];
    private string _draft = "";
    private int _recalled;

    public string Text { get; private set; } = "";

    public int Cursor { get; private set; }

    /// <summary>The words that the last <see cref="KeyEffect.Asked"/> is about.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>Takes the line out and begins an empty one.</summary>
    public string Take()
    {
        var line = Text;
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line)) _history.Add(line);
        _recalled = _history.Count;
        Set("");
        return line;
    }

    public KeyEffect Press(ConsoleKeyInfo key, ICompletion completion)
    {
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter: return KeyEffect.Entered;
            case ConsoleKey.D when isControl && Text.Length == 0: return KeyEffect.Ended;
            case ConsoleKey.Tab: return Complete(completion);
            case ConsoleKey.LeftArrow: Cursor = Math.Max(0, Cursor - 1); break;
            case ConsoleKey.RightArrow: Cursor = Math.Min(Text.Length, Cursor + 1); break;
            case ConsoleKey.Home or ConsoleKey.A when isControl || key.Key == ConsoleKey.Home: Cursor = 0; break;
            case ConsoleKey.End or ConsoleKey.E when isControl || key.Key == ConsoleKey.End: Cursor = Text.Length; break;
            case ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow: Recall(1); break;
            case ConsoleKey.Backspace when Cursor > 0: Replace(Cursor - 1, Cursor, ""); break;
            case ConsoleKey.Delete when Cursor < Text.Length: Replace(Cursor, Cursor + 1, ""); break;
            case ConsoleKey.U when isControl: Replace(0, Cursor, ""); break;
            case ConsoleKey.K when isControl: Replace(Cursor, Text.Length, ""); break;
            case ConsoleKey.W when isControl: Replace(StartOfWord(), Cursor, ""); break;
            default:
                if (!char.IsControl(key.KeyChar)) Replace(Cursor, Cursor, key.KeyChar.ToString());
                break;
        }

        return KeyEffect.Edited;
    }

    private KeyEffect Complete(ICompletion completion)
    {
        var (start, words) = completion.At(Text[..Cursor]);
        if (words.Count == 0) return KeyEffect.Edited;

        var typed = Text[start..Cursor];
        var common = words.Aggregate(CommonStart);
        if (words.Count == 1) common = words[0].EndsWith('=') || words[0].EndsWith('.') ? words[0] : words[0] + " ";
        if (common.Length > typed.Length || words.Count == 1)
        {
            Replace(start, Cursor, common);
            return KeyEffect.Edited;
        }

        Choices = words;
        return KeyEffect.Asked;
    }

    private static string CommonStart(string left, string right)
    {
        var length = left.Zip(right).TakeWhile(pair => char.ToUpperInvariant(pair.First) == char.ToUpperInvariant(pair.Second)).Count();
        return left[..length];
    }

    private void Recall(int step)
    {
        if (_recalled + step < 0 || _recalled + step > _history.Count) return;
        if (_recalled == _history.Count) _draft = Text;
        _recalled += step;
        Set(_recalled == _history.Count ? _draft : _history[_recalled]);
    }

    private int StartOfWord()
    {
        var at = Cursor;
        while (at > 0 && Text[at - 1] == ' ') at--;
        while (at > 0 && Text[at - 1] != ' ') at--;
        return at;
    }

    private void Replace(int start, int end, string with)
    {
        Text = Text[..start] + with + Text[end..];
        Cursor = start + with.Length;
    }

    private void Set(string text) => (Text, Cursor) = (text, text.Length);
}
