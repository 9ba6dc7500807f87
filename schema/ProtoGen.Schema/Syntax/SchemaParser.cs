using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads the text of a schema into its syntax. Knows keys and shapes, no meaning.</summary>
internal static class SchemaParser
{
    /// <summary>Parses a text; null where it is not YAML or not a mapping.</summary>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    /// <param name="file">The name it is imported by; null where it is the schema that was asked for.</param>
    public static SchemaSyntax? Parse(string text, DiagnosticBag diagnostics, string? file = null)
    {
        if (YamlReader.Read(text, diagnostics, file) is not { } root) return null;
        if (root is not YamlMapping mapping)
        {
            diagnostics.Report(
                Rules.NotOneMapping,
                root.Span,
                $"A schema is a mapping that begins with 'protocol: Name', but here it is {root.Kind}");
            return null;
        }

        var schema = KeyedMapping.Read(mapping, KeyTables.Schema, "The schema", SourceSpan.StartOf(file), diagnostics);
        var isLibrary = IsLibrary(schema);
        return new()
        {
            IsLibrary = isLibrary,
            Imports = ParseImports(schema.Node("import"), diagnostics),
            Protocol = isLibrary ? null : schema.RequiredScalar("protocol"),
            Namespace = isLibrary ? null : schema.RequiredScalar("namespace"),
            Doc = schema.Scalar("doc"),
            Endian = schema.Scalar("endian"),
            Text = ParseText(schema, diagnostics),
            Frame = ParseFrame(schema, isLibrary, diagnostics),
            States = StateParser.ParseAll(schema.Node("states"), diagnostics),
            Fault = FaultParser.ParseInline(schema, null, "fault", diagnostics),
            FaultName = FaultParser.ParseName(schema),
            Heartbeats = ConversationParser.ParseHeartbeats(schema, diagnostics),
            Register = ConversationParser.ParseRegister(schema, diagnostics),
            Farewell = schema.Scalar("farewell"),
            Profiles = FieldParser.ParseAll(schema.Node("profiles"), KeyTables.Profile, "'profiles'", diagnostics),
            Checks = CheckParser.ParseAll(schema.Node("checks"), diagnostics),
            Enums = EnumParser.ParseAll(schema, diagnostics),
            Bits = BitsParser.ParseAll(schema.Node("bits"), diagnostics),
            Structs = StructParser.ParseAll(schema.Node("structs"), diagnostics),
            Messages = MessageParser.ParseAll(schema.Node("messages"), diagnostics),
            Vectors = VectorParser.ParseAll(schema.Node("vectors"), diagnostics),
        };
    }

    /// <summary>A schema without a protocol is there for others to import: types and perhaps a frame, or messages for the frames of those.</summary>
    private static bool IsLibrary(KeyedMapping schema) => schema.Key("protocol") is null && (schema.Key("messages") is null
        ? LibraryKeys.Any(key => schema.Key(key) is not null)
        : ProtocolKeys.All(key => schema.Key(key) is null));

    private static readonly string[] LibraryKeys = ["import", "frame", "checks", "enums", "flags", "bits", "structs"];

    // With one of these and messages it is a protocol whose name was forgotten.
    private static readonly string[] ProtocolKeys = ["namespace", "frame", "states", "vectors", "heartbeat", "register", "farewell"];

    /// <summary>One file, or a list of them.</summary>
    private static IReadOnlyList<YamlScalar> ParseImports(YamlNode? node, DiagnosticBag diagnostics)
    {
        IReadOnlyList<YamlNode> items = node switch { null => [], YamlSequence list => list.Items, _ => [node] };
        foreach (var item in items.Where(item => item is not YamlScalar { IsEmpty: false }))
            diagnostics.Report(Rules.WrongShape, item.Span, $"'import' names files such as types.protogen.yaml, but here it is {item.Kind}");
        return [.. items.OfType<YamlScalar>().Where(item => !item.IsEmpty)];
    }

    /// <summary>A frame is needed, unless it may be imported, or every state brings its own.</summary>
    private static FrameSyntax? ParseFrame(KeyedMapping schema, bool isLibrary, DiagnosticBag diagnostics)
    {
        var mayLack = isLibrary || schema.Key("import") is not null || schema.Key("states") is not null;
        var node = mayLack ? schema.Node("frame") : schema.RequiredNode("frame");
        return node is null ? null : FrameParser.Parse(node, schema.Key("frame")!.Span, diagnostics);
    }

    private static TextSyntax? ParseText(KeyedMapping schema, DiagnosticBag diagnostics)
    {
        if (schema.Node("text") is not { } node) return null;
        var text = KeyedMapping.Read(node, KeyTables.Text, "'text'", schema.Key("text")!.Span, diagnostics);
        return TextSyntaxParser.Parse(text, "'text'", diagnostics);
    }
}
