using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Values;

/// <summary>Values as somebody typed them, in the syntax of vectors → values of the model. What is wrong is said with the field and the way to mend it.</summary>
internal sealed class GivenValues(Protocol protocol)
{
    private readonly TypedValue _typed = new(protocol);

    /// <summary>The values of a structure's fields.</summary>
    /// <exception cref="UsageException">A field does not exist, or a value does not fit it.</exception>
    public IReadOnlyList<VectorValue> Read(Structure structure, IEnumerable<Assignment> given)
    {
        var root = new GivenTree();
        foreach (var value in given) root.Put(value.Path.Split('.'), GivenText.Parse(value), value.Path);
        return Read(structure.Fields, structure.SchemaName, root.ToMapping(), "");
    }

    /// <summary>The values of a mapping, as a script holds them.</summary>
    public IReadOnlyList<VectorValue> Read(Structure structure, YamlNode mapping) => mapping is YamlMapping known
        ? Read(structure.Fields, structure.SchemaName, known, "")
        : throw new UsageException($"The values of '{structure.SchemaName}' must be a mapping of its fields.");

    internal List<VectorValue> Read(IEnumerable<Field> fields, string owner, YamlMapping mapping, string path)
    {
        var known = fields.Where(field => field.Property is not null && field.Type is not BodyType).ToList();
        var values = new List<VectorValue>();
        foreach (var entry in mapping.Entries)
        {
            var name = entry.Key.Text;
            var field = known.Find(candidate => candidate.Name == name) ?? throw new UsageException(
                $"'{owner}' has no field '{path}{name}'{NameSuggestion.DidYouMean(name, known.Select(candidate => candidate.Name)).TrimEnd('?')}. {(known.Count == 0 ? "It has none." : $"It has: {string.Join(", ", known.Select(candidate => candidate.Name))}.")}");
            if (field.Constant is not null) throw new UsageException($"'{path}{name}' is always {field.Constant}; leave it out.");
            if (entry.Value is YamlScalar { IsEmpty: true } && (field.Presence is not null || MeaningWalk.HasNone(field))) continue;
            values.Add(new(name, _typed.Read(field.Type, entry.Value, path + name, mapping, field.Meaning)));
        }

        return values;
    }
}
