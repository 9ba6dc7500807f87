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
    public required EquatableArray<EnumSource> Enums { get; init; }
    public required EquatableArray<ProtocolSource> Protocols { get; init; }
    public required EquatableArray<Finding> Conflicts { get; init; }

    public static LinkedSchemas Link(ImmutableArray<SchemaModel> models, CancellationToken cancel)
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
                new MessageSource(item.Schema.FileName, item.Protocol.Namespace, IdType.Of(item.Protocol, message), message))).ToEquatableArray(),
            Enums = accepted.SelectMany(item => item.Protocol.Enums.Select(type =>
                new EnumSource(item.Schema.FileName, item.Protocol.Namespace, type))).ToEquatableArray(),
            Protocols = accepted.Select(item => ProtocolSource.Of(item.Protocol, item.Schema.FileName)).ToEquatableArray(),
            Conflicts = conflicts.ToEquatableArray(),
        };
    }

    private static IEnumerable<string> TypeNames(Protocol protocol) =>
        protocol.Messages.Select(message => message.Name)
            .Concat(protocol.Enums.Select(type => type.Name))
            .Append(protocol.Name + "Protocol")
            .Select(name => $"{protocol.Namespace}.{name}");
}
