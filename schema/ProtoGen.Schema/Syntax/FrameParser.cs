using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>frame</c>.</summary>
internal static class FrameParser
{
    private static readonly string[] OfOneSide = ["layout", "variants", "id"];

    /// <summary>The frame of a mapping that has one; null, and perhaps a finding, where it has none.</summary>
    public static FrameSyntax? Parse(YamlNode? node, SourceSpan at, DiagnosticBag diagnostics)
    {
        if (node is null) return null;
        var frame = KeyedMapping.Read(node, KeyTables.Frame, "The frame", at, diagnostics);
        var (client, server) = (frame.Node("client"), frame.Node("server"));
        if (client is not null || server is not null) return ParseSides(frame, client, server, at, diagnostics);

        var layouts = ParseLayouts(frame, diagnostics);
        return layouts.Count == 0 ? null : Settings(frame, at, diagnostics) with { Layouts = layouts };
    }

    private static FrameSyntax? ParseSides(KeyedMapping frame, YamlNode? client, YamlNode? server, SourceSpan at, DiagnosticBag diagnostics)
    {
        if (client is null) frame.RequiredNode("client");
        if (server is null) frame.RequiredNode("server");
        foreach (var key in OfOneSide.Select(frame.Key).OfType<YamlScalar>())
        {
            diagnostics.Report(
                Rules.FrameShape, key.Span, $"The frame has '{key.Text}' beside 'client' and 'server'; each side has its own, so move it there");
        }

        var fromClient = Parse(client, frame.Key("client")?.Span ?? at, diagnostics);
        var fromServer = Parse(server, frame.Key("server")?.Span ?? at, diagnostics);
        if (fromClient is null || fromServer is null) return null;

        var shared = Settings(frame, at, diagnostics);
        return shared with { FromClient = Inherit(fromClient, shared), FromServer = Inherit(fromServer, shared) };
    }

    /// <summary>What stands beside the two sides holds for both.</summary>
    private static FrameSyntax Inherit(FrameSyntax side, FrameSyntax shared) => side with
    {
        MaxSize = side.MaxSize ?? shared.MaxSize,
        MaxWireSize = side.MaxWireSize ?? shared.MaxWireSize,
        Escape = side.Escape ?? shared.Escape,
        Framer = side.Framer ?? shared.Framer,
        Transform = side.Transform ?? shared.Transform,
        Reassemble = side.Reassemble ?? shared.Reassemble,
        Resync = side.Resync ?? shared.Resync,
    };

    private static FrameSyntax Settings(KeyedMapping frame, SourceSpan at, DiagnosticBag diagnostics) => new(at)
    {
        MaxSize = frame.Scalar("maxSize"),
        MaxWireSize = frame.Scalar("maxWireSize"),
        Layouts = [],
        Escape = ParseEscape(frame, diagnostics),
        Framer = frame.Scalar("framer"),
        Transform = ParseChange(frame, "transform", diagnostics),
        Reassemble = ParseChange(frame, "reassemble", diagnostics),
        Resync = frame.Scalar("resync"),
    };

    private static List<LayoutSyntax> ParseLayouts(KeyedMapping frame, DiagnosticBag diagnostics)
    {
        if (frame.Node("variants") is not { } variants)
            return frame.RequiredNode("layout") is { } layout ? [ParseLayout(null, frame, layout, diagnostics)] : [];

        if (frame.Key("layout") is { } beside)
        {
            diagnostics.Report(
                Rules.FrameShape, beside.Span, "The frame has a 'layout' beside 'variants'; each variant has its own, so move it there");
        }

        var found = new List<LayoutSyntax>();
        foreach (var entry in KeyedMapping.EntriesOf(variants, "'variants'", diagnostics))
        {
            var title = $"Variant '{entry.Key.Text}'";
            AmbiguousScalar.Warn(entry.Key, diagnostics);
            var variant = KeyedMapping.Read(entry.Value, KeyTables.Variant, title, entry.Key.Span, diagnostics);
            if (variant.RequiredNode("layout") is not { } layout) continue;
            var parsed = ParseLayout(entry.Key, variant, layout, diagnostics);
            found.Add(parsed.Ids.Count > 0 ? parsed : parsed with { Ids = ParseIds(frame, diagnostics) });
        }

        return found;
    }

    private static LayoutSyntax ParseLayout(YamlScalar? key, KeyedMapping owner, YamlNode layout, DiagnosticBag diagnostics)
    {
        var fields = KeyedMapping.EntriesOf(layout, "'layout'", diagnostics).Select(entry => ParseField(entry, diagnostics));
        return new(key, key is null ? null : owner.Scalar("name"), [.. fields], ParseIds(owner, diagnostics), owner.Key("layout")!.Span);
    }

    private static FrameFieldSyntax ParseField(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var title = $"Field '{entry.Key.Text}'";
        if (IsBody(entry) && entry.Value is YamlMapping)
        {
            var body = KeyedMapping.Read(entry.Value, KeyTables.FrameBody, title, entry.Key.Span, diagnostics);
            return new(new() { Key = entry.Key, Type = null, Doc = body.Scalar("doc"), IsBroken = diagnostics.ErrorCount > errors })
            {
                Role = body.Scalar("role"),
                Pad = body.Scalar("pad"),
                Min = body.Scalar("min"),
                Size = body.Scalar("size"),
            };
        }

        var field = FieldParser.ParseAll(new YamlMapping([entry], entry.Value.Span, 1), KeyTables.FrameField, "'layout'", diagnostics)[0];
        if (entry.Value is not YamlMapping) return new(field);

        // The long form was read above; a second reading says nothing twice, since equal findings are one.
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.FrameField, title, entry.Key.Span, diagnostics);
        return new(field) { Role = mapping.Scalar("role"), Echo = mapping.Scalar("echo"), Verify = mapping.Scalar("verify") };
    }

    private static bool IsBody(YamlEntry entry)
    {
        if (entry.Key.Text == "body") return true;
        return entry.Value is YamlMapping mapping && mapping.Entries.Any(part => part.Key.Text == "role" && part.Value is YamlScalar { Text: "body" });
    }

    private static IReadOnlyList<YamlScalar> ParseIds(KeyedMapping owner, DiagnosticBag diagnostics)
    {
        if (owner.Node("id") is not YamlSequence list) return owner.Scalar("id") is { } single ? [single] : [];

        foreach (var other in list.Items.Where(item => item is not YamlScalar { IsEmpty: false }))
            diagnostics.Report(Rules.WrongShape, other.Span, $"An id of several parts is a list of names, but here it holds {other.Kind}");
        return [.. list.Items.OfType<YamlScalar>().Where(item => !item.IsEmpty)];
    }

    private static BodyChangeSyntax? ParseChange(KeyedMapping frame, string key, DiagnosticBag diagnostics)
    {
        if (frame.Node(key) is not { } node) return null;
        var at = frame.Key(key)!.Span;
        if (node is YamlScalar) return new(frame.Scalar(key), null, null, at);
        var change = KeyedMapping.Read(node, KeyTables.BodyChange, $"'{key}'", at, diagnostics);
        return new(change.RequiredScalar("with"), change.Scalar("if"), change.Scalar("maxSize"), at);
    }

    private static EscapeSyntax? ParseEscape(KeyedMapping frame, DiagnosticBag diagnostics)
    {
        if (frame.Node("escape") is not { } node) return null;
        var at = frame.Key("escape")!.Span;
        var escape = KeyedMapping.Read(node, KeyTables.Escape, "'escape'", at, diagnostics);
        return new(escape.RequiredScalar("flag"), KeyedMapping.EntriesOf(escape.RequiredNode("map"), "'map' of 'escape'", diagnostics), at);
    }
}
