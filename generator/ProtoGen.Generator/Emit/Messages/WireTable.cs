using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The documentation of a message: who sends it, and a table of its bytes.</summary>
internal static class WireTable
{
    public static void WriteDocumentation(SourceWriter writer, Message message, BodyPlan plan)
    {
        writer.Line(Xml.Summary(message.Doc, Otherwise(message)));
        writer.Line("/// <remarks>");
        writer.Line($"/// Message {message.Id}, sent by {Sender(message.From)}{Answer(message)}. {Size(plan.Layout)}");
        WriteTable(writer, plan);
        writer.Line("/// </remarks>");
    }

    private static void WriteTable(SourceWriter writer, BodyPlan plan)
    {
        var rows = Rows(plan).ToList();
        if (rows.Count == 0) return;
        rows.Insert(0, ("offset", "size", "field", "format"));
        var width = rows.Max(row => row.Field.Length);
        writer.Line("/// <code>");
        foreach (var (offset, size, field, format) in rows)
            writer.Line($"/// {offset,6}  {size,4}  {Xml.Escape(field).PadRight(width)}  {Xml.Escape(format)}");
        writer.Line("/// </code>");
    }

    private static IEnumerable<(string Offset, string Size, string Field, string Format)> Rows(BodyPlan plan)
    {
        foreach (var part in plan.Parts)
        {
            if (part is PlannedRun run)
            {
                foreach (var (field, placed) in run.Places)
                    yield return (run.IsFirst ? Literals.Number(placed.Offset) : "then", Literals.Number(placed.Size), field.Field.Name, field.Type.Format + Constant(field));
            }
            else
            {
                var field = part.Fields[0];
                yield return (part == plan.Parts[0] ? "0" : "then", "any", field.Field.Name, field.Type.Format);
            }
        }
    }

    private static string Constant(MessageField field) => field.Field.Constant is { } constant ? $", always {constant}" : "";

    private static string Otherwise(Message message) => message.Role == MessageRole.Reply
        ? $"The reply to <see cref=\"{message.Counterpart}\"/>."
        : $"The message <c>{Xml.Escape(message.SchemaName)}</c>.";

    private static string Answer(Message message) => message.Role switch
    {
        MessageRole.Request => $", answered by <see cref=\"{message.Counterpart}\"/>",
        MessageRole.Reply => $" in answer to <see cref=\"{message.Counterpart}\"/>",
        _ => "",
    };

    private static string Sender(Direction from) => from switch
    {
        Direction.Client => "the client",
        Direction.Server => "the server",
        _ => "either side",
    };

    private static string Size(BodyLayout layout) => layout.FixedSize switch
    {
        0 => "The body is empty.",
        1 => "The body is 1 byte:",
        { } size => FormattableString.Invariant($"The body is {size} bytes:"),
        null => FormattableString.Invariant($"The body is {layout.MinSize} to {layout.MaxSize} bytes:"),
    };
}
