using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>Whether nothing follows a structure: it ends where its message or a bound ends, wherever it is used.</summary>
internal sealed class OpenEnds(Protocol protocol)
{
    public bool EndsOpen(Structure structure) => EndsOpen(structure, []);

    private bool EndsOpen(Structure structure, HashSet<string> met)
    {
        if (structure.PadTo > 1) return false;
        if (protocol.Messages.Any(message => ReferenceEquals(message.Body, structure))) return true;
        if (!met.Add(structure.Name)) return true;
        var holders = Wording.TypesOf.Structures(protocol).Where(holder => holder.Fields.Any(field => Holds(field, structure))).ToList();
        return holders.Count > 0 && holders.All(holder => holder.Fields.Where(field => Holds(field, structure)).All(field =>
            field.Bound is not null || (field.Type is StructType && field == holder.Fields.Last() && EndsOpen(holder, met))));
    }

    private static bool Holds(Field field, Structure structure) => Wording.TypesOf.Of(field.Type).OfType<StructType>().Any(type => type.Structure == structure.Name);
}
