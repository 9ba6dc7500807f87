namespace ProtoGen.Tool.Wireshark;

/// <summary>What a dissector cannot say; told at its head, and to who has it written.</summary>
internal sealed class DissectorLimits
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Something that is shown as bytes.</summary>
    public void Bytes(string what) => Add("shown as bytes: " + what);

    /// <summary>Something that is shown, but not judged.</summary>
    public void Unverified(string what) => Add("not verified: " + what);

    /// <summary>Anything else.</summary>
    public void Add(string line)
    {
        if (!_lines.Contains(line)) _lines.Add(line);
    }
}
