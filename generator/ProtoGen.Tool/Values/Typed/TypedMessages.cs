using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>Messages as somebody types them: a name, values, and those of the frame under <c>header</c>.</summary>
internal sealed class TypedMessages(Protocol protocol)
{
    private const string HeaderKey = "header";
    private const string IdKey = "id";

    private readonly TypedValues _values = new(protocol);

    /// <summary>A message by the name that the schema gives it, or by its C# name; capitals do not matter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="among">The messages that are meant.</param>
    /// <param name="owner">Whose they are, as a sentence begins.</param>
    /// <exception cref="UsageException">There is none; says which are near.</exception>
    public static Message Find(string name, IEnumerable<Message> among, string owner)
    {
        var known = among.ToList();
        return known.Find(message => message.SchemaName == name) ?? known.Find(message => message.Name == name)
            ?? known.Find(message => string.Equals(message.SchemaName, name, StringComparison.OrdinalIgnoreCase) || string.Equals(message.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw NoSuch.Of(owner, "message", name, known.Select(message => message.SchemaName));
    }

    /// <summary>The values of a message that a side says, as <c>FIELD=VALUE</c>.</summary>
    /// <exception cref="UsageException">A name or a value is wrong.</exception>
    public TypedMessage Read(Message message, IEnumerable<string> words, Direction side) => Read(message, Assignments.Read(words), side);

    /// <summary>The same from YAML.</summary>
    /// <exception cref="UsageException">A name or a value is wrong.</exception>
    public TypedMessage Read(Message message, YamlMapping given, Direction side)
    {
        var header = message.Fields.Any(field => field.Name == HeaderKey) ? null : given.Entries.FirstOrDefault(entry => entry.Key.Text == HeaderKey);
        var id = message.CatchesUnknown && message.Fields.All(field => field.Name != IdKey) ? given.Entries.FirstOrDefault(entry => entry.Key.Text == IdKey) : null;
        var frame = protocol.FramingOf(message, side).LayoutOf(message);
        var layout = frame.Structure with { SchemaName = $"The frame of {message.SchemaName}" };
        var headerValues = header switch
        {
            null => [],
            { Value: YamlMapping mapping } => _values.Read(layout, mapping, HeaderKey + "."),
            _ => throw TypedValues.Refuse(HeaderKey, "has fields: give them as header.FIELD=VALUE"),
        };
        var around = new TypedScope(protocol, layout, message.WithFixed(frame, headerValues), null);
        var own = new YamlMapping([.. given.Entries.Where(entry => entry != header && entry != id)], given.Span, given.Weight);
        return new(_values.Read(message.Body with { SchemaName = message.SchemaName }, own, around: around), headerValues, id is null ? null : _values.ReadId(message, id.Value));
    }
}

/// <summary>What was typed for a message.</summary>
/// <param name="Values">Its fields.</param>
/// <param name="Header">Those of its frame.</param>
/// <param name="Id">The id of a message that stands for unknown ones; null where none was given.</param>
internal sealed record TypedMessage(List<VectorValue> Values, List<VectorValue> Header, IReadOnlyList<WireInteger>? Id);
