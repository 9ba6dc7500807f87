using System.Globalization;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>An example frame: its bytes in the colours of their fields, and the fields beside their bytes.</summary>
internal static class VectorHtml
{
    private const int Colours = 8;
    private const int MostBytes = 512;

    public static Markup Of(VectorSection vector)
    {
        if (vector.Refusal is { } refusal)
            return Markup.Of($"<div class=\"vector refused\"><p class=\"hex\">{Plain(vector.Bytes, 0, vector.Bytes.Length)}</p><p class=\"empty\">Must be refused: {refusal}.</p></div>\n");
        return Markup.Of($"""
            <div class="vector"><p class="hex">{Coloured(vector)}</p>{Wire(vector)}
            <details><summary>{vector.Bytes.Length} bytes, field by field</summary>
            <table class="pieces"><thead><tr><th scope="col">Offset</th><th scope="col">Bytes</th><th scope="col">Field</th><th scope="col">Value</th></tr></thead><tbody>
            {Markup.Join(vector.Pieces.Select(piece => Row(piece, vector)), "\n")}
            </tbody></table></details></div>

            """);
    }

    private static Markup Wire(VectorSection vector) => vector.Wire is { } wire
        ? Markup.Of($"<p class=\"empty\">Without flags and escapes. On the wire: <span class=\"hex\">{Plain(wire, 0, wire.Length)}</span></p>")
        : Markup.None;

    private static Markup Coloured(VectorSection vector)
    {
        var (parts, at) = (new List<Markup>(), 0);
        foreach (var piece in vector.Pieces.Where(piece => piece.IsLeaf))
        {
            if (piece.Offset < at) continue;
            if (piece.Offset > at) parts.Add(Plain(vector.Bytes, at, piece.Offset - at));
            parts.Add(Markup.Of($"<span class=\"c{piece.Group % Colours}\" title=\"{Title(piece)}\">{Plain(vector.Bytes, piece.Offset, piece.Length)}</span>"));
            at = piece.Offset + piece.Length;
        }

        if (at < vector.Bytes.Length) parts.Add(Plain(vector.Bytes, at, vector.Bytes.Length - at));
        return Markup.Join(parts, " ");
    }

    private static string Title(VectorPiece piece) => piece.Value.Length == 0 ? piece.Name : $"{piece.Name} = {piece.Value}";

    private static Markup Row(VectorPiece piece, VectorSection vector) => Markup.Of(
        $"<tr><td>{piece.Offset}</td><td class=\"hex\">{(piece.IsLeaf ? Markup.Of($"<span class=\"c{piece.Group % Colours}\">{Plain(vector.Bytes, piece.Offset, Math.Min(piece.Length, 16))}{(piece.Length > 16 ? " …" : "")}</span>") : Markup.None)}</td><th scope=\"row\" class=\"d{Math.Min(piece.Depth, 4)}\"><code>{piece.Name}</code></th><td>{piece.Value}</td></tr>");

    /// <summary>Bytes that may be broken anywhere between two of them.</summary>
    private static Markup Plain(byte[] bytes, int from, int length)
    {
        var shown = Math.Min(length, MostBytes);
        var text = string.Join(' ', bytes.Skip(from).Take(shown).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
        return Markup.Of($"{text}{(shown < length ? $" … {length - shown} more bytes" : "")}");
    }
}
