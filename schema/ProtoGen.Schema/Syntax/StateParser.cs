using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>states</c>.</summary>
internal static class StateParser
{
    public static IReadOnlyList<StateSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'states'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    private static StateSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var state = KeyedMapping.Read(entry.Value, KeyTables.State, $"State '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        var frame = FrameParser.Parse(state.Node("frame"), state.Key("frame")?.Span ?? entry.Key.Span, diagnostics);
        var next = KeyedMapping.EntriesOf(state.Node("next"), $"'next' of state '{entry.Key.Text}'", diagnostics);
        return new(entry.Key, state.Scalar("name"), frame, next) { IsBroken = diagnostics.ErrorCount > errors };
    }
}
