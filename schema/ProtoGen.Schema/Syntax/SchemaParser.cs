using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads the text of a schema into its syntax. Knows keys and shapes, no meaning.</summary>
internal static class SchemaParser
{
    /// <summary>Parses a text; null where it is not YAML or not a mapping.</summary>
    public static SchemaSyntax? Parse(string text, DiagnosticBag diagnostics)
    {
        if (YamlReader.Read(text, diagnostics) is not { } root) return null;
        if (root is not YamlMapping mapping)
        {
            diagnostics.Report(
                Rules.NotOneMapping,
                root.Span,
                $"A schema is a mapping that begins with 'protocol: Name', but here it is {root.Kind}");
            return null;
        }

        var start = new SourceSpan(1, 1, 1, 1, 0, 0);
        var schema = KeyedMapping.Read(mapping, KeyTables.Schema, "The schema", start, diagnostics);
        return new()
        {
            Protocol = schema.RequiredScalar("protocol"),
            Namespace = schema.RequiredScalar("namespace"),
            Doc = schema.Scalar("doc"),
            Endian = schema.Scalar("endian"),
            Text = ParseText(schema, diagnostics),
            Frame = ParseFrame(schema, diagnostics),
            States = StateParser.ParseAll(schema.Node("states"), diagnostics),
            Fault = FaultParser.ParseInline(schema, null, "fault", diagnostics),
            FaultName = FaultParser.ParseName(schema),
            Heartbeats = ConversationParser.ParseHeartbeats(schema, diagnostics),
            Register = ConversationParser.ParseRegister(schema, diagnostics),
            Profiles = FieldParser.ParseAll(schema.Node("profiles"), KeyTables.Profile, "'profiles'", diagnostics),
            Checks = CheckParser.ParseAll(schema.Node("checks"), diagnostics),
            Enums = EnumParser.ParseAll(schema, diagnostics),
            Bits = BitsParser.ParseAll(schema.Node("bits"), diagnostics),
            Structs = StructParser.ParseAll(schema.Node("structs"), diagnostics),
            Messages = MessageParser.ParseAll(schema.Node("messages"), diagnostics),
            Vectors = VectorParser.ParseAll(schema.Node("vectors"), diagnostics),
        };
    }

    /// <summary>A frame is needed, unless every state brings its own.</summary>
    private static FrameSyntax? ParseFrame(KeyedMapping schema, DiagnosticBag diagnostics)
    {
        var node = schema.Key("states") is null ? schema.RequiredNode("frame") : schema.Node("frame");
        return node is null ? null : FrameParser.Parse(node, schema.Key("frame")!.Span, diagnostics);
    }

    private static TextSyntax? ParseText(KeyedMapping schema, DiagnosticBag diagnostics)
    {
        if (schema.Node("text") is not { } node) return null;
        var text = KeyedMapping.Read(node, KeyTables.Text, "'text'", schema.Key("text")!.Span, diagnostics);
        return TextSyntaxParser.Parse(text, "'text'", diagnostics);
    }
}
