using System.Collections.Immutable;
using ProtoGen.Generator.Emit;
using ProtoGen.Generator.Emit.Messages;
using ProtoGen.Generator.Emit.Protocols;
using ProtoGen.Generator.Pipeline;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator;

/// <summary>The files of one schema without a compiler around them: the same ones that the generator hands to it. Loads nothing of Roslyn.</summary>
public static class SchemaCode
{
    /// <summary>Emits what one schema stands for, in the order of the files' names.</summary>
    /// <param name="protocol">What the schema describes.</param>
    /// <param name="schemaFile">The schema's file name, for the header of each file.</param>
    /// <param name="withHosting">Whether to emit the registrations for a host, as in a project that references ProtoGen.Hosting.</param>
    public static IReadOnlyList<EmittedFile> Of(Protocol protocol, string schemaFile, bool withHosting)
    {
        var linked = LinkedSchemas.Link(ImmutableArray.Create(new SchemaModel(schemaFile, protocol)));
        EmittedFile[] files =
        [
            .. linked.Messages.Select(MessageEmitter.Emit),
            .. linked.Structs.Select(StructEmitter.Emit),
            .. linked.Faults.Select(SharedFaultEmitter.Emit),
            .. linked.Choices.Select(ChoiceEmitter.Emit),
            .. linked.Bits.Select(BitsEmitter.Emit),
            .. linked.Enums.Select(EnumEmitter.Emit),
            .. linked.Protocols.Select(ProtocolEmitter.Emit),
            .. withHosting ? linked.Protocols.Select(HostingEmitter.Emit) : [],
        ];
        return [.. files.OrderBy(file => file.HintName, StringComparer.Ordinal)];
    }
}
