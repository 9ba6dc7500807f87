using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Documents;

/// <summary>Finds the type of a value by its path, as far as the schema alone can tell: not inside the cases of a switch.</summary>
internal sealed class TypeFinder(Protocol protocol)
{
    /// <param name="structure">Where the path begins.</param>
    /// <param name="path">Names with points between them, elements of lists with an index behind.</param>
    public FieldType? Find(Structure structure, string path)
    {
        Structure? around = structure;
        FieldType? found = null;
        foreach (var step in path.Split('.'))
        {
            var indexes = step.Count(character => character == '[');
            found = around?.Fields.FirstOrDefault(field => field.Name == step.Split('[')[0])?.Type;
            for (; indexes > 0; indexes--) found = (found as ListType)?.Element;
            around = found is StructType nested ? protocol.Structures.FirstOrDefault(known => known.Name == nested.Structure) : null;
        }

        return found;
    }
}
