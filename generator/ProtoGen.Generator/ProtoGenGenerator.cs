using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ProtoGen.Generator.Emit;
using ProtoGen.Generator.Emit.Messages;
using ProtoGen.Generator.Emit.Protocols;
using ProtoGen.Generator.Pipeline;

namespace ProtoGen.Generator;

/// <summary>Every <c>*.protogen.yaml</c> of a project → its C#: one output a message, a struct, an enum and a protocol; diagnostics apart.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProtoGenGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Where(SchemaFile.IsSchema).Select(SchemaFile.Read).WithTrackingName(StepNames.Files);
        var resolved = files.Combine(files.Collect()).Select(ResolvedSchema.Resolve).WithTrackingName(StepNames.Resolved);
        var compiled = resolved.Select(CompiledSchema.Compile).WithTrackingName(StepNames.Compiled);
        var models = compiled.Select((schema, _) => schema.Model).WithTrackingName(StepNames.Models);
        var isNewEnough = context.ParseOptionsProvider.Select(LanguageCheck.IsNewEnough);
        var linked = models.Collect().Combine(isNewEnough).Select(LinkedSchemas.Link).WithTrackingName(StepNames.Linked);

        var messages = linked.SelectMany((schemas, _) => schemas.Messages).WithTrackingName(StepNames.Messages);
        var structs = linked.SelectMany((schemas, _) => schemas.Structs).WithTrackingName(StepNames.Structs);
        var faults = linked.SelectMany((schemas, _) => schemas.Faults).WithTrackingName(StepNames.Faults);
        var choices = linked.SelectMany((schemas, _) => schemas.Choices).WithTrackingName(StepNames.Choices);
        var bits = linked.SelectMany((schemas, _) => schemas.Bits).WithTrackingName(StepNames.Bits);
        var enums = linked.SelectMany((schemas, _) => schemas.Enums).WithTrackingName(StepNames.Enums);
        var protocols = linked.SelectMany((schemas, _) => schemas.Protocols).WithTrackingName(StepNames.Protocols);
        var hasHost = context.CompilationProvider.Select(HostCheck.Run);
        var hosted = protocols.Combine(hasHost).SelectMany((pair, _) => pair.Right ? ImmutableArray.Create(pair.Left) : ImmutableArray<ProtocolSource>.Empty).WithTrackingName(StepNames.Hosted);

        var outputs = new Outputs(context);
        outputs.Add(hosted, source => source.SchemaFile, HostingEmitter.Emit);
        outputs.Add(messages, source => source.SchemaFile, MessageEmitter.Emit);
        outputs.Add(structs, source => source.SchemaFile, StructEmitter.Emit);
        outputs.Add(faults, source => source.SchemaFile, SharedFaultEmitter.Emit);
        outputs.Add(choices, source => source.SchemaFile, ChoiceEmitter.Emit);
        outputs.Add(bits, source => source.SchemaFile, BitsEmitter.Emit);
        outputs.Add(enums, source => source.SchemaFile, EnumEmitter.Emit);
        outputs.Add(protocols, source => source.SchemaFile, ProtocolEmitter.Emit);

        outputs.Add(compiled.SelectMany((schema, _) => schema.Findings).WithTrackingName(StepNames.Findings));
        outputs.Add(linked.SelectMany((schemas, _) => schemas.Conflicts).WithTrackingName(StepNames.Conflicts));
        outputs.Add(files.Collect().Combine(isNewEnough).SelectMany(LanguageCheck.Run).WithTrackingName(StepNames.Language));
    }
}
