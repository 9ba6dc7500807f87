using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>fault</c>, of a message or of the whole protocol: fields in place, or the name of a message.</summary>
internal static class FaultParser
{
    public static MessageSyntax? ParseInline(KeyedMapping owner, YamlScalar? key, string schemaName, DiagnosticBag diagnostics)
    {
        if (owner.Node("fault") is not { } node || node is YamlScalar { IsEmpty: false }) return null;
        var errors = diagnostics.ErrorCount;
        var at = owner.Key("fault")!;
        var mapping = KeyedMapping.Read(node, KeyTables.Fault, "'fault'", at.Span, diagnostics);
        var fault = MessageParser.ParseBody(key ?? at, mapping, schemaName, diagnostics);
        return fault with { IsBroken = diagnostics.ErrorCount > errors };
    }

    public static YamlScalar? ParseName(KeyedMapping owner) => owner.Node("fault") as YamlScalar is { IsEmpty: false } name ? name : null;
}
