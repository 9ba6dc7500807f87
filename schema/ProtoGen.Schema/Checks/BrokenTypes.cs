using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>A message that uses a broken struct cannot be emitted either; nothing more is said about it.</summary>
internal static class BrokenTypes
{
    public static void Spread(BoundSchema schema)
    {
        var broken = new HashSet<string>(schema.Structures.Bound.Where(structure => structure.IsBroken).Select(structure => structure.Name), StringComparer.Ordinal);
        for (var before = -1; before != broken.Count;)
        {
            before = broken.Count;
            foreach (var structure in schema.AllStructures.Where(structure => !structure.IsBroken && Uses(structure, broken)))
            {
                structure.IsBroken = true;
                broken.Add(structure.Name);
            }
        }

        foreach (var message in schema.Messages.Where(message => message.Body.IsBroken)) message.IsBroken = true;
    }

    private static bool Uses(BoundStructure structure, HashSet<string> broken) => structure.Fields.Any(field => field.Field is null || Uses(field.Field.Type, broken));

    private static bool Uses(FieldType? type, HashSet<string> broken) => type switch
    {
        StructType structure => broken.Contains(structure.Structure),
        ListType list => Uses(list.Element, broken),
        SwitchType choice => choice.AllCases.Any(known => Uses(known.Type, broken)),
        _ => false,
    };
}
