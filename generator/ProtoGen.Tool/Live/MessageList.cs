using ProtoGen.Schema.Model;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Live;

/// <summary>What <c>messages</c> and <c>show</c> print.</summary>
internal static class MessageList
{
    /// <summary>Every message, whose it is and what it is for.</summary>
    public static string Of(Protocol protocol)
    {
        var said = protocol.Messages.Where(message => message.Role != MessageRole.Reply).ToList();
        var width = said.Max(message => message.SchemaName.Length);
        return string.Join('\n', said.Select(message =>
            $"  {message.SchemaName.PadRight(width)}  {Who(message),-6}  {(message.Doc is { } doc ? doc.Split('\n')[0] : Kind(message))}"));
    }

    /// <summary>One message with its fields, its replies and an example.</summary>
    public static string Of(Protocol protocol, Message message)
    {
        var lines = new List<string> { $"{message.SchemaName}: {Kind(message)}, from {Who(message)}{(message.Doc is { } doc ? $". {doc.Trim()}" : "")}" };
        lines.AddRange(message.Fields.Where(field => field.Property is not null).Select(field => "  " + Describe(protocol, field)));
        foreach (var name in message.Role == MessageRole.Request ? Answers(message) : [])
        {
            var answer = protocol.Messages.First(known => known.Name == name);
            lines.Add($"{(name == message.Fault ? "or the fault" : "answered by")} {answer.SchemaName}");
            lines.AddRange(answer.Fields.Where(field => field.Property is not null).Select(field => "  " + Describe(protocol, field)));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The C# names of everything that may answer a request.</summary>
    public static IEnumerable<string> Answers(Message request) =>
        (request.Replies.Count > 0 ? request.Replies : EquatableArray.Of(request.Counterpart!)).Concat(request.Fault is { } fault ? [fault] : []);

    private static string Describe(Protocol protocol, Field field)
    {
        var how = field switch
        {
            { Constant: { } constant } => $", always {constant}",
            { Derivation: not null } => ", computed",
            { Presence: not null } => ", may be left out",
            _ => "",
        };
        return $"{field.Name}: {TypeHint.Of(protocol, field.Type)}{how}{(field.Meaning?.Unit is { } unit ? $", in {unit}" : "")}{(field.Doc is { } doc ? $". {doc.Trim()}" : "")}";
    }

    private static string Who(Message message) => message.From == Direction.Both ? "both" : message.From.ToString().ToLowerInvariant();

    private static string Kind(Message message) => message.Role switch { MessageRole.Request => "a request", MessageRole.Reply => "a reply", _ => "a one-way message" };
}
