using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Checks;

/// <summary>Everything that is wrong although each part could be understood. Checks report, mark messages broken, and go on.</summary>
internal static class SchemaChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        NameChecks.Run(schema, diagnostics);
        CallNameChecks.Run(schema, diagnostics);
        FieldNameChecks.Run(schema.Messages, diagnostics);
        EnumChecks.Run(schema.Enums, diagnostics);
        IdChecks.Run(schema.Messages, diagnostics);
        RestChecks.Run(schema.Messages, diagnostics);
        SizeChecks.Run(schema, diagnostics);
        HeartbeatChecks.Run(schema.Heartbeats, diagnostics);
    }
}
