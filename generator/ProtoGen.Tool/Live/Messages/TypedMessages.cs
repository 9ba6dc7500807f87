using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Live.Values;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>Messages as somebody types them: a name and values.</summary>
internal sealed class TypedMessages(Protocol protocol)
{
    private const string HeaderPrefix = "header.";

    private readonly GivenValues _values = new(protocol);

    /// <summary>A message by the name that the schema gives it, or by its C# name; capitals do not matter.</summary>
    /// <exception cref="UsageException">There is none; says which are near.</exception>
    public static Message Find(string name, IEnumerable<Message> among)
    {
        var known = among.ToList();
        return known.Find(message => message.SchemaName == name || message.Name == name)
            ?? known.Find(message => string.Equals(message.SchemaName, name, StringComparison.OrdinalIgnoreCase) || string.Equals(message.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(Missing(name, known));
    }

    /// <summary>The values of a message and, behind <c>header.</c>, of its frame.</summary>
    /// <exception cref="UsageException">A value does not fit.</exception>
    public LiveMessage Read(Message message, IEnumerable<string> words)
    {
        var given = words.Select(Assignment.Parse).ToList();
        var header = given.Where(value => value.Path.StartsWith(HeaderPrefix, StringComparison.Ordinal)).Select(value => value with { Path = value.Path[HeaderPrefix.Length..] }).ToList();
        var id = message.CatchesUnknown ? given.Find(value => value.Path == LiveMessage.IdName) : null;
        var fields = given.Where(value => value != id && !value.Path.StartsWith(HeaderPrefix, StringComparison.Ordinal));
        return new(
            message,
            [.. id is null ? [] : new[] { ReadId(message, id) }, .. _values.Read(message.Body, fields)],
            header.Count == 0 ? [] : _values.Read(HeaderOf(message), header));
    }

    /// <summary>The same from YAML.</summary>
    public LiveMessage Read(Message message, YamlNode values) => new(message, _values.Read(message.Body, values), []);

    private Structure HeaderOf(Message message)
    {
        var frame = protocol.FramingsOf(message).First().Variants.First(known => message.Variant is null || known.Variant == message.Variant);
        return frame.Structure with { SchemaName = "the header" };
    }

    private static VectorValue ReadId(Message message, Assignment given)
    {
        var nodes = GivenText.Parse(given) is YamlSequence list ? list.Items : [GivenText.Plain(given.Value)];
        if (nodes.Count != message.UnknownId.Count) throw new UsageException($"The id of {message.SchemaName} has {message.UnknownId.Count} parts.");
        var parts = nodes.Select((node, index) => (FieldValue)new IntegerValue(ReadPart(message.UnknownId[index], node, given))).ToList();
        return new(LiveMessage.IdName, parts.Count == 1 ? parts[0] : new ListValue(parts.ToEquatableArray()));
    }

    private static WireInteger ReadPart(UnknownIdPart part, YamlNode node, Assignment given)
    {
        var problem = "a single value is expected";
        return node is YamlScalar text && Schema.Binding.Values.IntegerLiteral.Read(text.Whole, part.Integer, out problem) is { } number
            ? number
            : throw new UsageException($"'id' cannot be '{given.Value}': {problem}.");
    }

    private static string Missing(string name, List<Message> known) =>
        $"There is no message '{name}'{NameSuggestion.DidYouMean(name, known.Select(message => message.SchemaName)).TrimEnd('?')}. There {(known.Count == 0 ? "are none here" : $"are: {string.Join(", ", known.Select(message => message.SchemaName))}")}.";
}
