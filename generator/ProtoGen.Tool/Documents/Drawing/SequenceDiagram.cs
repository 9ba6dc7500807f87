using ProtoGen.Schema.Model;
using ProtoGen.Tool.Documents.Html;

namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>Draws who says what and who answers.</summary>
internal static class SequenceDiagram
{
    private const double Width = 344;
    private const double Left = 46;
    private const double Right = Width - 46;
    private const double Step = 38;
    private const double TextSize = 12;

    public static Markup Of(Message message, Protocol protocol)
    {
        var answers = message.Replies.Select(name => (Message: Find(name), Kind: message.IsReplyOptional ? "may answer" : "")).ToList();
        if (message.Fault is { } fault) answers.Add((Find(fault), "if it fails"));
        var toRight = message.From != Direction.Server;
        var (from, to) = message.From == Direction.Both ? ("one side", "the other") : ("client", "server");
        var height = 62 + Step + (answers.Count * Step) - 12;

        var drawn = new List<Markup> { Actor(Left, from), Actor(Right, to), Lifeline(Left, height), Lifeline(Right, height), Arrow(60, toRight, "say", message.SchemaName) };
        for (var index = 0; index < answers.Count; index++)
        {
            var (answer, kind) = answers[index];
            var note = kind.Length > 0 ? $" ({kind})" : index > 0 ? " (or)" : "";
            drawn.Add(Arrow(60 + ((index + 1) * Step), !toRight, kind == "if it fails" ? "fault" : "answer", answer.SchemaName + note));
        }

        return Markup.Of($"<figure class=\"sequence\"><svg viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{Describe(message, answers.Select(answer => answer.Message))}\">{drawn}</svg></figure>");

        Message Find(string name) => protocol.Messages.First(known => known.Name == name);
    }

    private static string Describe(Message message, IEnumerable<Message> answers) =>
        $"{message.SchemaName}, answered by {string.Join(" or ", answers.Select(answer => answer.SchemaName))}";

    private static Markup Actor(double x, string name) => Markup.Of(
        $"<rect x=\"{x - 44}\" y=\"2\" width=\"88\" height=\"26\" rx=\"6\" class=\"actor\"/>{DrawnText.At(x, 19.5, name, "who mid")}");

    private static Markup Lifeline(double x, double height) => Markup.Of($"<line x1=\"{x}\" y1=\"28\" x2=\"{x}\" y2=\"{height - 2}\" class=\"life\"/>");

    private static Markup Arrow(double y, bool toRight, string style, string name)
    {
        var (tail, tip, back) = toRight ? (Left, Right - 1, -8) : (Right, Left + 1, 8);
        return Markup.Of(
            $"<line x1=\"{tail}\" y1=\"{y}\" x2=\"{tip + (back / 2)}\" y2=\"{y}\" class=\"arrow {style}\"/><path d=\"M{tip} {y} l{back} -4.5 v9 z\" class=\"tip {style}\"/>{DrawnText.At((Left + Right) / 2, y - 7, DrawnText.Fit(name, TextSize, Right - Left - 16), "call mid")}");
    }
}
