using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>A dissector in Lua for one protocol.</summary>
/// <param name="Text">The file.</param>
/// <param name="Limits">What it cannot say.</param>
internal sealed record Dissector(string Text, IReadOnlyList<string> Limits)
{
    /// <summary>Writes the dissector of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The port that its servers listen on; 0 for none.</param>
    public static Dissector Of(Protocol protocol, int port)
    {
        var filter = DissectorFields.FilterName(protocol.Name).Replace('.', '_');
        var (fields, limits, body) = (new DissectorFields(), new DissectorLimits(), new LuaSource());
        var structures = new StructureEmitter(protocol, fields, limits, body);
        var frames = new FrameEmitter(protocol, fields, limits, body, structures);
        var messages = protocol.Messages.ToDictionary(message => message.Name, message => DissectorFields.FilterName(message.SchemaName), StringComparer.Ordinal);

        foreach (var structure in protocol.Structures) structures.Emit(structure, DissectorFields.FilterName(structure.SchemaName));
        foreach (var message in protocol.Messages) structures.Emit(message.Body, messages[message.Name]);
        body.Line();
        foreach (var message in protocol.Messages) frames.EmitMessage(message, messages[message.Name]);
        frames.EmitStates();
        return new(string.Concat(Head(protocol, filter, port, limits), Names(protocol), fields.Source, Registered, ReadingText.Values, "\n", body, "\n", ReadingText.Frames), limits.Lines);
    }

    private static string Head(Protocol protocol, string filter, int port, DissectorLimits limits)
    {
        var source = new LuaSource();
        source.Line($"-- Wireshark dissector of {protocol.Name}, written by protogen from its schema.");
        source.Line("-- Copy it to the folder of personal Lua plugins (Help, About Wireshark, Folders), or: tshark -X lua_script:FILE");
        foreach (var line in limits.Lines) source.Line("-- " + line);
        source.Line();
        source.Line("-- What filters call it; another name where Wireshark has a dissector of that name itself.");
        source.Line($"local prefix = {LuaSource.Quote(filter)}");
        source.Line($"local isFree, protocol = pcall(Proto, prefix, {LuaSource.Quote(protocol.Name)})");
        source.Open("if not isFree then");
        source.Line("prefix = prefix .. \"_schema\"");
        source.Line($"protocol = Proto(prefix, {LuaSource.Quote(protocol.Name + " (schema)")})");
        source.Close();
        source.Line($"protocol.prefs.port = Pref.uint(\"TCP port of the server\", {port.ToString(CultureInfo.InvariantCulture)}, \"0 for none\")");
        source.Line("protocol.prefs.guess = Pref.bool(\"Recognise it on other ports\", true, \"Where a segment begins with a whole frame in which nothing is wrong\")");
        source.Line();
        source.Line("local names, F, S, M, framings, states = {}, {}, {}, {}, {}, {}");
        source.Line($"local messageField = ProtoField.string(prefix .. \".message\", \"Message\")");
        source.Line($"local bodyField = ProtoField.bytes(prefix .. \".body_bytes\", \"Bytes\")");
        source.Line($"local trailingField = ProtoField.bytes(prefix .. \".trailing_bytes\", \"Trailing bytes\")");
        source.Open("local experts = {");
        source.Line($"wrong = ProtoExpert.new(prefix .. \".wrong\", \"Wrong value\", expert.group.CHECKSUM, expert.severity.WARN),");
        source.Line($"malformed = ProtoExpert.new(prefix .. \".malformed\", \"Malformed\", expert.group.MALFORMED, expert.severity.ERROR),");
        source.Close("}");
        source.Line();
        return source.ToString();
    }

    private static string Names(Protocol protocol)
    {
        var source = new LuaSource();
        foreach (var type in protocol.Enums)
            source.Line($"names[{LuaSource.Quote(type.Name)}] = {{ {string.Join(", ", type.Members.Select(member => $"[{member.Value}] = {LuaSource.Quote(member.SchemaName)}"))} }}");
        source.Line();
        return source.ToString();
    }

    private const string Registered = """

        local all = { messageField, bodyField, trailingField }
        for _, field in pairs(F) do all[#all + 1] = field end
        protocol.fields = all
        protocol.experts = { experts.wrong, experts.malformed }


        """;
}
