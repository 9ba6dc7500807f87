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
        writer.Line($"/// {Ids(message)}, sent by {Sender(message.From)}{Answer(message)}. {Size(plan.Layout)}");
        if (Xml.Life(message.Life) is { } life) writer.Line($"/// {life}");
        WriteTable(writer, plan);
        writer.Line("/// </remarks>");
    }

    private static string Ids(Message message) => message.CatchesUnknown ? "Messages of every id that no other message has" : $"Message {message.Id}";

    /// <summary>The documentation of a struct.</summary>
    public static void WriteDocumentation(SourceWriter writer, BodyPlan plan)
    {
        writer.Line(Xml.Summary(plan.Structure.Doc, $"The struct <c>{Xml.Escape(plan.Structure.SchemaName)}</c>."));
        writer.Line("/// <remarks>");
        writer.Line($"/// {StructSize(plan.Layout)}");
        WriteTable(writer, plan);
        writer.Line("/// </remarks>");
    }

    private static string StructSize(BodyLayout layout) => layout switch
    {
        { FixedSize: 1 } => "A value is 1 byte:",
        { FixedSize: { } size } => FormattableString.Invariant($"A value is {size} bytes:"),
        { MaxSize: int.MaxValue } => FormattableString.Invariant($"A value is {layout.MinSize} bytes or more:"),
        _ => FormattableString.Invariant($"A value is {layout.MinSize} to {layout.MaxSize} bytes:"),
    };

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
                    yield return (run == plan.Parts[0] ? Literals.Number(placed.Offset) : "then", Literals.Number(placed.Size), field.Field.Name, field.Type.Format + Constant(field));
            }
            else
            {
                var field = part.Fields[0];
                yield return (part == plan.Parts[0] ? "0" : "then", field.Type.Size is { } size ? Literals.Number(size) : "any", field.Field.Name, field.Type.Format + Around(field.Field) + Constant(field));
            }
        }

        if (plan.IsFilled) yield return ("then", "any", "", FormattableString.Invariant($"{(plan.FillingMember is null ? "zeros" : "bytes")} up to a multiple of {plan.Structure.PadTo}"));
    }

    private static string Constant(MessageField field) => field.Field.Constant is { } constant ? $", always {constant}" : field.IsComputed ? ", derived" : "";

    private static string Around(Field field) =>
        (field.Presence is null ? "" : ", " + VariableParser.Presence(field))
        + (field.Align > 1 ? FormattableString.Invariant($", at a multiple of {field.Align}") : "")
        + (field.Bound is { } bound ? ", " + Types.SizeCode.Describe(bound.Size, "bounded", "length") : "");

    private static string Otherwise(Message message) => message is { Role: MessageRole.Reply, Counterpart: not null }
        ? $"The reply to <see cref=\"{message.Counterpart}\"/>."
        : $"The message <c>{Xml.Escape(message.SchemaName)}</c>.";

    private static string Answer(Message message) => message.Role switch
    {
        _ when message.Counterpart is null => "",
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
