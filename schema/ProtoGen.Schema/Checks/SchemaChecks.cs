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
        FieldNameChecks.Run(schema.AllStructures, diagnostics);
        EnumChecks.Run(schema.Enums, diagnostics);
        IdChecks.Run(schema.Messages, diagnostics);
        BodyLengthChecks.Run(schema, diagnostics);
        RestChecks.Run(schema.AllStructures, diagnostics);
        DerivationChecks.Run(schema.AllStructures, diagnostics);
        RecursionChecks.Run(schema, diagnostics);
        BrokenTypes.Spread(schema);
        SizeChecks.Run(schema, diagnostics);
        OpenEndChecks.Run(schema, diagnostics);
        HeartbeatChecks.Run(schema.Heartbeats, diagnostics);
    }
}
