using ProtoGen.Schema.Model;
using ProtoGen.Tool.Documents.Drawing;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>One page about a protocol that needs nothing but itself.</summary>
internal static class PageHtml
{
    public static string Of(ProtocolDocument document)
    {
        var protocol = document.Protocol;
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{protocol.Name}</title>
            <style>
            {PageParts.Style}</style>
            <script>
            {PageParts.EarlyScript}</script>
            </head>
            <body>
            <svg width="0" height="0" class="defs" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="hatching"/></pattern></defs></svg>
            <a class="skip" href="#content">To the content</a>
            <header class="bar"><a class="brand" href="#top">{protocol.Name}</a><button id="theme" type="button" aria-label="Light or dark">◐</button></header>
            {Contents(document)}
            <main id="content">
            {Head(document)}
            {Frames(document)}
            {Messages(document)}
            {Types(document)}
            </main>
            <footer>Made by <code>protogen docs</code> from <code>{document.File}</code>.</footer>
            <script>
            {PageParts.Script}</script>
            </body>
            </html>

            """).Text;
    }

    private static Markup Contents(ProtocolDocument document)
    {
        var protocol = document.Protocol;
        return Markup.Of($"""
            <nav id="contents" aria-label="Contents"><details open>
            <summary>Contents</summary>
            <label class="filter"><span>Filter</span><input id="filter" type="search" placeholder="Name, id or field" autocomplete="off" spellcheck="false"></label>
            <p id="nothing" hidden>Nothing has this name.</p>
            <ul>
            <li><a href="#top">Overview</a></li>
            {Group("Frames", document.Frames.Select(frame => (frame.Anchor, frame.Title, "")))}
            {Group("Messages", protocol.Messages.Select(message => (Anchors.Of(message), message.SchemaName, MessageFacts.Id(message, protocol))))}
            {Group("Structs", protocol.Structures.Select(known => (Anchors.Of(known), known.SchemaName, "")))}
            {Group("Bits", protocol.Bits.Select(known => (Anchors.Of(known), known.Name, "")))}
            {Group("Enums", protocol.Enums.Select(known => (Anchors.Of(known), known.Name, "")))}
            </ul></details></nav>
            """);
    }

    private static Markup Group(string title, IEnumerable<(string Anchor, string Text, string Note)> entries)
    {
        var all = entries.ToList();
        return all.Count == 0 ? Markup.None : Markup.Of($"""
            <li class="group"><a href="#{title.ToLowerInvariant()}">{title}</a><ul>
            {Markup.Join(all.Select(entry => Markup.Of($"<li><a href=\"#{entry.Anchor}\"><span>{entry.Text}</span>{(entry.Note.Length == 0 ? Markup.None : Markup.Of($"<code>{entry.Note}</code>"))}</a></li>")), "\n")}
            </ul></li>
            """);
    }

    private static Markup Head(ProtocolDocument document) => Markup.Of($"""
        <section id="top" class="top">
        <h1>{document.Protocol.Name}</h1>
        {TypeSectionsHtml.Doc(document.Protocol.Doc)}{MessageHtml.Facts(document.Facts)}
        {(document.Conversation.Count == 0 ? Markup.None : Markup.Of($"<h2 id=\"conversation\">Conversation</h2>\n{MessageHtml.Facts(document.Conversation)}"))}
        </section>
        """);

    private static Markup Frames(ProtocolDocument document)
    {
        var cells = new PacketCells(document.Protocol);
        return Markup.Of($"""
            <h2 id="frames">Frames</h2>
            {document.Frames.Select(frame => Markup.Of($"""
                <section id="{frame.Anchor}" class="entry">
                <h3><a class="self" href="#{frame.Anchor}">{frame.Title}</a></h3>
                {MessageHtml.Facts(frame.Facts)}{PacketDiagram.Of(cells.Of(frame.Structure), frame.Title)}
                {FieldTableHtml.Of(frame.Rows, $"Fields of the {frame.Title}")}
                </section>

                """))}
            """);
    }

    private static Markup Messages(ProtocolDocument document)
    {
        var cells = new PacketCells(document.Protocol);
        return Markup.Of($"""
            <h2 id="messages">Messages</h2>
            <table class="index"><thead><tr><th scope="col">Id</th><th scope="col">Message</th><th scope="col">Sent by</th><th scope="col">Bytes</th><th scope="col">Meaning</th></tr></thead><tbody>
            {Markup.Join(document.Messages.Select(section => IndexRow(section.Message, document.Protocol)), "\n")}
            </tbody></table>
            {document.Messages.Select(section => MessageHtml.Of(section, document.Protocol, cells))}
            """);
    }

    private static Markup IndexRow(Message message, Protocol protocol) => Markup.Of(
        $"<tr><td data-head=\"Id\"><code>{MessageFacts.Id(message, protocol)}</code></td><th scope=\"row\" data-head=\"Message\"><a href=\"#{Anchors.Of(message)}\">{message.SchemaName}</a></th><td data-head=\"Sent by\">{MessageFacts.Sender(message.From)}</td><td data-head=\"Bytes\">{SizeWords.Of(message.Layout)}</td><td data-head=\"Meaning\">{message.Doc}</td></tr>");

    private static Markup Types(ProtocolDocument document)
    {
        var (protocol, cells, types) = (document.Protocol, new PacketCells(document.Protocol), new TypeWords(document.Protocol));
        return Markup.Of($"""
            {Chapter("Structs", document.Structures.Select(section => TypeSectionsHtml.Of(section, cells)))}
            {Chapter("Bits", protocol.Bits.Select(bits => TypeSectionsHtml.Of(bits, types)))}
            {Chapter("Enums", protocol.Enums.Select(type => TypeSectionsHtml.Of(type, types)))}
            """);
    }

    private static Markup Chapter(string title, IEnumerable<Markup> sections)
    {
        var all = sections.ToList();
        return all.Count == 0 ? Markup.None : Markup.Of($"<h2 id=\"{title.ToLowerInvariant()}\">{title}</h2>\n{all}");
    }
}
