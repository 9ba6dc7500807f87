using ProtoGen.Schema.Model;
using ProtoGen.Tool.Documents.Drawing;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>Structs, bits and enums.</summary>
internal static class TypeSectionsHtml
{
    public static Markup Of(StructureSection section, PacketCells cells) => Markup.Of($"""
        <section id="{Anchors.Of(section.Structure)}" class="entry">
        <h3><a class="self" href="#{Anchors.Of(section.Structure)}">{section.Structure.SchemaName}</a></h3>
        <p class="badges"><span class="badge">{SizeWords.Of(section.Structure.Layout)} bytes</span></p>
        {Doc(section.Structure.Doc)}{PacketDiagram.Of(cells.Of(section.Structure), $"The bytes of {section.Structure.SchemaName}")}
        {FieldTableHtml.Of(section.Rows, $"Fields of {section.Structure.SchemaName}")}
        </section>

        """);

    public static Markup Of(BitsType bits, TypeWords types) => Markup.Of($"""
        <section id="{Anchors.Of(bits)}" class="entry">
        <h3><a class="self" href="#{Anchors.Of(bits)}">{bits.Name}</a></h3>
        <p class="badges"><span class="badge">{types.Number(bits.Underlying)}</span></p>
        {Doc(bits.Doc)}{BitsDiagram.Of(bits)}
        {Documented(bits)}
        </section>

        """);

    public static Markup Of(EnumType type, TypeWords types) => Markup.Of($"""
        <section id="{Anchors.Of(type)}" class="entry">
        <h3><a class="self" href="#{Anchors.Of(type)}">{type.Name}</a></h3>
        <p class="badges"><span class="badge">{types.Number(type.Underlying)}</span>{(type.IsFlags ? Markup.Of($" <span class=\"badge\">flags, may be combined</span>") : Markup.None)}</p>
        {Doc(type.Doc)}<table class="members"><thead><tr><th scope="col">Value</th><th scope="col">Name</th><th scope="col">Meaning</th></tr></thead><tbody>
        {Markup.Join(type.Members.Select(member => Markup.Of($"<tr><td><code>{Value(member.Value, type)}</code></td><th scope=\"row\"><code>{member.SchemaName}</code></th><td>{member.Doc}{Life(member)}</td></tr>")), "\n")}
        </tbody></table>
        </section>

        """);

    public static Markup Doc(string? doc) => doc is null ? Markup.None : Markup.Of($"<p class=\"lead\">{doc}</p>\n");

    /// <summary>What the drawing of the bits cannot say.</summary>
    private static Markup Documented(BitsType bits)
    {
        var parts = bits.Parts.Where(part => part.Doc is not null || part.Enum is not null).ToList();
        return parts.Count == 0 ? Markup.None : Markup.Of($"""
            <table class="members"><thead><tr><th scope="col">Part</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>
            {Markup.Join(parts.Select(part => Markup.Of($"<tr><th scope=\"row\"><code>{part.Name}</code></th><td>{TypeOf(part)}</td><td>{part.Doc}</td></tr>")), "\n")}
            </tbody></table>
            """);
    }

    private static Markup TypeOf(BitsPart part) => part.Enum is { } name ? FieldTableHtml.Type(new(name, TypeLink.Enum, name)) : Markup.Of($"{(part.IsBool ? "bool" : "number")}");

    private static string Value(WireInteger value, EnumType type)
    {
        if (type.IsFlags || value.Bits > 255 && !value.IsNegative) return NumberWords.Hex(value, type.Underlying.Size);
        return value.ToString();
    }

    private static string Life(EnumMember member) =>
        (member.Since is { } since ? $" Since {since}." : "") + (member.Deprecated is { } deprecated ? $" Deprecated: {deprecated}" : "");
}
