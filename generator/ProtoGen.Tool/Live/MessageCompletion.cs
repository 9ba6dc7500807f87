using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Screen;

namespace ProtoGen.Tool.Live;

/// <summary>Commands and messages first, then the fields of the message, then members of enums.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="commands">The words a line may begin with, each with what it takes.</param>
/// <param name="sayable">What can be said.</param>
internal sealed class MessageCompletion(Protocol protocol, IReadOnlyDictionary<string, CommandTakes> commands, IReadOnlyList<Message> sayable) : ICompletion
{
    public (int Start, IReadOnlyList<string> Words) At(string line)
    {
        var start = line.LastIndexOf(' ') + 1;
        var before = line[..start].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (start, [.. Candidates(before, line[start..]).Where(word => word.StartsWith(line[start..], StringComparison.OrdinalIgnoreCase)).Distinct()]);
    }

    private IEnumerable<string> Candidates(string[] before, string word)
    {
        if (before.Length == 0) return sayable.Select(message => message.SchemaName).Concat(commands.Keys).Order(StringComparer.OrdinalIgnoreCase);
        var takes = commands.GetValueOrDefault(before[0], CommandTakes.Values);
        if (takes == CommandTakes.Nothing) return [];
        if (takes != CommandTakes.Values && before.Length == 1) return (takes == CommandTakes.AnyMessage ? protocol.Messages : sayable.AsEnumerable()).Select(message => message.SchemaName);
        if (takes == CommandTakes.AnyMessage) return [];
        var name = takes == CommandTakes.Said ? before[1] : before[0];
        return sayable.FirstOrDefault(message => string.Equals(message.SchemaName, name, StringComparison.OrdinalIgnoreCase)) is { } said ? Fields(said, before, word) : [];
    }

    private IEnumerable<string> Fields(Message message, string[] before, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0) return Values(message.Fields.FirstOrDefault(field => field.Name == word[..equals])?.Type).Select(value => word[..(equals + 1)] + value);
        return message.Fields.Where(field => field is { Property: not null, Constant: null }).Select(field => field.Name + "=").Where(name => !before.Any(given => given.StartsWith(name, StringComparison.Ordinal)));
    }

    private IEnumerable<string> Values(FieldType? type) => type switch
    {
        EnumFieldType named => protocol.Enums.First(known => known.Name == named.Enum).Members.Select(member => member.SchemaName),
        BoolType => ["true", "false"],
        _ => [],
    };
}

/// <summary>What stands behind a word that begins a line.</summary>
internal enum CommandTakes
{
    /// <summary>Nothing that could be proposed.</summary>
    Nothing,

    /// <summary>Values: the word is a message.</summary>
    Values,

    /// <summary>A message, to be told about.</summary>
    AnyMessage,

    /// <summary>A message with its values.</summary>
    Said,
}
