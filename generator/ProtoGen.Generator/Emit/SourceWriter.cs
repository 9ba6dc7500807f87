using System.Text;

namespace ProtoGen.Generator.Emit;

/// <summary>Collects C# with the right indentation and <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _atBlockStart = true;

    /// <summary>Writes one line or several, each at the current depth.</summary>
    public void Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0) _text.Append(' ', _depth * 4).Append(line);
            _text.Append('\n');
        }

        _atBlockStart = false;
    }

    /// <summary>Writes an empty line, except directly after an opening brace.</summary>
    public void Space()
    {
        if (!_atBlockStart) _text.Append('\n');
        _atBlockStart = true;
    }

    /// <summary>Writes a heading and an opening brace; disposing closes it.</summary>
    public Block Open(string heading, string close = "}")
    {
        Line(heading);
        Line("{");
        _depth++;
        _atBlockStart = true;
        return new Block(this, close);
    }

    /// <summary>Deepens what is written until disposed, without braces.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, null);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An open brace.</summary>
    internal readonly struct Block(SourceWriter writer, string? close) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            writer._depth--;
            if (close is not null) writer.Line(close);
        }
    }
}
