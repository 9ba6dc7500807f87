using ProtoGen.Schema.Model;
using ProtoGen.Tool.Documents.Drawing;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>One message: who says it and who answers, its bytes as a drawing and as a table, examples.</summary>
internal static class MessageHtml
{
    public static Markup Of(MessageSection section, Protocol protocol, PacketCells cells)
    {
        var message = section.Message;
        return Markup.Of($"""
            <section id="{Anchors.Of(message)}" class="entry" data-search="{Search(section, protocol)}">
            <h3><a class="self" href="#{Anchors.Of(message)}">{message.SchemaName}</a></h3>
            <p class="badges">{Badges(message, protocol)}</p>
            {TypeSectionsHtml.Doc(message.Doc)}<div class="beside">{Facts(section.Facts)}{(message.Role == MessageRole.Request ? SequenceDiagram.Of(message, protocol) : Markup.None)}</div>
            {PacketDiagram.Of(cells.Of(message.Body), $"The body of {message.SchemaName}")}
            {FieldTableHtml.Of(section.Rows, $"Fields of {message.SchemaName}")}
            {Vectors(section)}
            </section>

            """);
    }

    /// <summary>The arrow says who sends it; the words say so to those who do not see it.</summary>
    public static Markup Sender(Message message) => message.From switch
    {
        Direction.Client => Markup.Of($"<span class=\"badge client\">client → server</span>"),
        Direction.Server => Markup.Of($"<span class=\"badge server\">server → client</span>"),
        _ => Markup.Of($"<span class=\"badge both\">client ↔ server</span>"),
    };

    public static Markup Facts(IReadOnlyList<Fact> facts) => facts.Count == 0 ? Markup.None
        : Markup.Of($"<dl class=\"facts\">{facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Text}</dd></div>"))}</dl>");

    private static Markup Badges(Message message, Protocol protocol)
    {
        var badges = new List<Markup>
        {
            Markup.Of($"<span class=\"badge id\">id {MessageFacts.Id(message, protocol)}</span>"),
            Sender(message),
            Markup.Of($"<span class=\"badge\">{Role(message.Role)}</span>"),
            Markup.Of($"<span class=\"badge\">{Size(message)}</span>"),
        };
        foreach (var life in FieldRows.LifeOf(message.Life)) badges.Add(Markup.Of($"<span class=\"badge life\">{life}</span>"));
        return Markup.Join(badges, " ");
    }

    private static string Size(Message message) => message.Layout.FixedSize switch
    {
        0 => "empty body",
        1 => "1 byte",
        _ => $"{SizeWords.Of(message.Layout)} bytes",
    };

    private static string Role(MessageRole role) => role switch
    {
        MessageRole.Request => "request",
        MessageRole.Reply => "reply",
        _ => "one-way",
    };

    private static Markup Vectors(MessageSection section) => section.Vectors.Count == 0 ? Markup.None
        : Markup.Of($"<h4>{(section.Vectors.Count == 1 ? "Example" : "Examples")}</h4>\n{section.Vectors.Select(VectorHtml.Of)}");

    private static string Search(MessageSection section, Protocol protocol) =>
        string.Join(' ', [section.Message.SchemaName, section.Message.Name, MessageFacts.Id(section.Message, protocol), .. section.Message.Ids.Select(id => id.ToString()), section.Message.Doc, .. section.Rows.Select(row => row.Name)]);
}
