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
        var linked = models.Collect().Select(LinkedSchemas.Link).WithTrackingName(StepNames.Linked);

        var messages = linked.SelectMany((schemas, _) => schemas.Messages).WithTrackingName(StepNames.Messages);
        var structs = linked.SelectMany((schemas, _) => schemas.Structs).WithTrackingName(StepNames.Structs);
        var choices = linked.SelectMany((schemas, _) => schemas.Choices).WithTrackingName(StepNames.Choices);
        var bits = linked.SelectMany((schemas, _) => schemas.Bits).WithTrackingName(StepNames.Bits);
        var enums = linked.SelectMany((schemas, _) => schemas.Enums).WithTrackingName(StepNames.Enums);
        var protocols = linked.SelectMany((schemas, _) => schemas.Protocols).WithTrackingName(StepNames.Protocols);
        var hasHost = context.CompilationProvider.Select(HostCheck.Run);
        var hosted = protocols.Combine(hasHost).SelectMany((pair, _) => pair.Right ? ImmutableArray.Create(pair.Left) : ImmutableArray<ProtocolSource>.Empty).WithTrackingName(StepNames.Hosted);
        context.RegisterSourceOutput(hosted, (output, source) => Emission.Add(output, source.SchemaFile, () => HostingEmitter.Emit(source)));
        context.RegisterSourceOutput(messages, (output, source) => Emission.Add(output, source.SchemaFile, () => MessageEmitter.Emit(source)));
        context.RegisterSourceOutput(structs, (output, source) => Emission.Add(output, source.SchemaFile, () => StructEmitter.Emit(source)));
        context.RegisterSourceOutput(choices, (output, source) => Emission.Add(output, source.SchemaFile, () => ChoiceEmitter.Emit(source)));
        context.RegisterSourceOutput(bits, (output, source) => Emission.Add(output, source.SchemaFile, () => BitsEmitter.Emit(source)));
        context.RegisterSourceOutput(enums, (output, source) => Emission.Add(output, source.SchemaFile, () => EnumEmitter.Emit(source)));
        context.RegisterSourceOutput(protocols, (output, source) => Emission.Add(output, source.SchemaFile, () => ProtocolEmitter.Emit(source)));

        var findings = compiled.SelectMany((schema, _) => schema.Findings).WithTrackingName(StepNames.Findings);
        var conflicts = linked.SelectMany((schemas, _) => schemas.Conflicts).WithTrackingName(StepNames.Conflicts);
        var language = files.Collect().Combine(context.ParseOptionsProvider).Select(LanguageCheck.Run).WithTrackingName(StepNames.Language);
        context.RegisterSourceOutput(findings, (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
        context.RegisterSourceOutput(conflicts, (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
        context.RegisterSourceOutput(language, (output, finding) => { if (finding is not null) output.ReportDiagnostic(finding.ToDiagnostic()); });
    }
}
