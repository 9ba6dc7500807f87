namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>An offset as C# says it: a local, and what is added to it.</summary>
/// <param name="Base">The local; empty for the start.</param>
/// <param name="Offset">What is added.</param>
internal readonly record struct Spot(string Base, int Offset)
{
    public static Spot Start => new("", 0);

    public Spot Plus(int bytes) => this with { Offset = Offset + bytes };

    /// <inheritdoc/>
    public override string ToString() => (Base, Offset) switch
    {
        ("", _) => Literals.Number(Offset),
        (_, 0) => Base,
        (_, > 0) => $"{Base} + {Offset}",
        _ => $"{Base} - {-Offset}",
    };

    /// <summary>The bytes from here to another offset.</summary>
    public string To(Spot end) =>
        Base == end.Base ? Literals.Number(end.Offset - Offset)
        : Base.Length == 0 ? end.Plus(-Offset).ToString()
        : $"{end.Plus(-Offset)} - {Base}";

    /// <summary>The bytes of a span from here to another offset.</summary>
    public string Slice(string span, Spot end) => $"{span}.Slice({this}, {To(end)})";
}
