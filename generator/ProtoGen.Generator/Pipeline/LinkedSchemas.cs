using System.Collections.Immutable;
using ProtoGen.Generator.Emit;
using ProtoGen.Generator.Emit.Messages;
using ProtoGen.Generator.Emit.Protocols;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Pipeline;

/// <summary>All schemas of the project side by side: two that define one type would kill every output, so the second is left out and named.</summary>
internal sealed record LinkedSchemas
{
    public required EquatableArray<MessageSource> Messages { get; init; }
    public required EquatableArray<StructSource> Structs { get; init; }
    public required EquatableArray<SharedFaultSource> Faults { get; init; }
    public required EquatableArray<ChoiceSource> Choices { get; init; }
    public required EquatableArray<BitsSource> Bits { get; init; }
    public required EquatableArray<EnumSource> Enums { get; init; }
    public required EquatableArray<ProtocolSource> Protocols { get; init; }
    public required EquatableArray<Finding> Conflicts { get; init; }

    /// <summary>Links the schemas of a project whose C# is new enough for what is emitted; of an older one nothing is.</summary>
    public static LinkedSchemas Link((ImmutableArray<SchemaModel> Models, bool IsNewEnough) input, CancellationToken cancel) =>
        Link(input.IsNewEnough ? input.Models : ImmutableArray<SchemaModel>.Empty);

    public static LinkedSchemas Link(ImmutableArray<SchemaModel> models)
    {
        var owners = new Dictionary<string, SchemaModel>(StringComparer.OrdinalIgnoreCase);
        var accepted = new List<(SchemaModel Schema, Protocol Protocol)>();
        var conflicts = new List<Finding>();
        foreach (var model in models.OrderBy(model => model.Path, StringComparer.Ordinal))
        {
            if (model.Protocol is not { } protocol) continue;
            var names = TypeNames(protocol).ToList();
            if (names.FirstOrDefault(owners.ContainsKey) is { } taken)
            {
                conflicts.Add(Finding.Conflict(model.Path, taken, owners[taken].FileName));
                continue;
            }

            foreach (var name in names) owners[name] = model;
            accepted.Add((model, protocol));
        }

        return new()
        {
            Messages = accepted.SelectMany(item => item.Protocol.Messages.Select(message =>
                new MessageSource(item.Schema.FileName, item.Protocol.Namespace, IdType.Of(item.Protocol, message), message, ReferredTypes.Of(item.Protocol, message.Body))
                {
                    Pad = item.Protocol.FramingsOf(message).Select(framing => framing.Pad).FirstOrDefault(),
                    UsesDeprecated = item.Protocol.Messages.Any(other => (other.Name == message.Name || other.Name == message.Counterpart) && other.Life.Deprecated is not null),
                    Unknown = UnknownIdSource.Of(item.Protocol, message),
                })).ToEquatableArray(),
            Structs = accepted.SelectMany(item => item.Protocol.Structures.Select(structure =>
                new StructSource(item.Schema.FileName, item.Protocol.Namespace, structure, ReferredTypes.Of(item.Protocol, structure)))).ToEquatableArray(),
            Faults = accepted.Where(item => item.Protocol.SharedFault is not null).Select(item =>
                new SharedFaultSource(item.Schema.FileName, item.Protocol.Namespace, item.Protocol.SharedFault!, ReferredTypes.Of(item.Protocol, item.Protocol.SharedFault!.Body))).ToEquatableArray(),
            Choices = accepted.SelectMany(item => ChoicesOf(item.Schema, item.Protocol)).ToEquatableArray(),
            Bits = accepted.SelectMany(item => item.Protocol.Bits.Select(bits =>
                new BitsSource(item.Schema.FileName, item.Protocol.Namespace, bits))).ToEquatableArray(),
            Enums = accepted.SelectMany(item => item.Protocol.Enums.Select(type =>
                new EnumSource(item.Schema.FileName, item.Protocol.Namespace, type))).ToEquatableArray(),
            Protocols = accepted.Select(item => ProtocolSource.Of(item.Protocol, item.Schema.FileName)).ToEquatableArray(),
            Conflicts = conflicts.ToEquatableArray(),
        };
    }

    /// <summary>The switches with a C# type of their own; one whose number alone matters has none.</summary>
    private static IEnumerable<ChoiceSource> ChoicesOf(SchemaModel schema, Protocol protocol) =>
        from structure in protocol.Structures.Concat(protocol.Messages.Select(message => message.Body))
        from field in structure.Fields
        where field.Derivation is null
        from type in ReferredTypes.Flatten(field.Type).OfType<SwitchType>()
        where type.Choice is not null
        select new ChoiceSource(schema.FileName, protocol.Namespace, type, structure.Name, ReferredTypes.Of(protocol, [type]));

    private static IEnumerable<string> TypeNames(Protocol protocol) =>
        protocol.Messages.Select(message => message.Name)
            .Concat(protocol.Enums.Select(type => type.Name))
            .Concat(protocol.Structures.Select(type => type.Name))
            .Concat(protocol.Bits.Select(type => type.Name))
            .Concat(ChoicesOf(new("", protocol), protocol).Select(choice => choice.Switch.Choice!))
            .Concat(protocol.SharedFault is { } fault ? [fault.Name] : [])
            .Append(protocol.Name + "Protocol")
            .Select(name => $"{protocol.Namespace}.{name}");
}
