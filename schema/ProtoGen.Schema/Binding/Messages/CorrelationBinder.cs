using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Binds <c>correlates</c>: what of a request the field of its reply repeats.</summary>
internal static class CorrelationBinder
{
    public static void Bind(IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        foreach (var message in messages)
        {
            var correlations = new List<Correlation>();
            foreach (var field in message.Fields)
            {
                if (field.Syntax.Settings.Correlates is not { } of) continue;
                if (BindOne(field, of, message, messages, diagnostics) is { } correlation) correlations.Add(correlation);
                else message.IsBroken = true;
            }

            message.Correlations = correlations;
        }

        BindEchoes(messages);
    }

    /// <summary>Where frames have no number, and no reply says itself which request it answers, all repeat what the header echoes: the device on a line that several share.</summary>
    private static void BindEchoes(IReadOnlyList<BoundMessage> messages)
    {
        var layouts = messages.Where(message => message.Selector is not null).SelectMany(message => message.Selector!.Layouts).Select(layout => layout.Frame).Distinct().ToList();
        if (layouts.Count == 0 || layouts.Any(frame => frame.Sequence is not null) || messages.Any(message => message.Correlations.Count > 0)) return;
        var echoes = layouts[0].Header.Where(field => field is { Type: IntegerType or EnumFieldType, Presence: null } && layouts.All(frame => frame.Echoes.Contains(field.Name)))
            .Select(field => new Correlation(field.Name, CorrelationSource.Echo, field.Name)).ToList();
        foreach (var answer in messages.Where(message => message.Role == MessageRole.Reply)) answer.Correlations = echoes;
    }

    private static Correlation? BindOne(BoundField field, YamlScalar of, BoundMessage reply, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var name = field.Syntax.Key.Text;
        var requests = messages.Where(candidate => candidate.Replies.Contains(reply) || candidate.Fault == reply).ToList();
        if (requests.Count == 0) return Refuse("which answers nothing; it belongs to replies");
        if (field.Field is { Type: not (IntegerType or VarintType or EnumFieldType or CharType or BoolType or TextType or BcdType) }) return Refuse("but it is no integer, enum, text or digits");
        if (of.Text == "id") return new(name, CorrelationSource.Id, "");

        var fields = requests.Select(request => request.Find(of.Text)).ToList();
        if (fields.All(found => found is not null)) return new(name, CorrelationSource.Field, of.Text);
        var header = requests.Where(request => request.Selector is not null).SelectMany(request => request.Selector!.Layouts).SelectMany(layout => layout.Frame.Header).ToList();
        if (header.Any(part => part.Name == of.Text)) return new(name, CorrelationSource.Header, of.Text);

        var lacking = requests[fields.FindIndex(found => found is null)];
        var hint = NameSuggestion.DidYouMean(of.Text, lacking.Fields.Select(part => part.Syntax.Key.Text).Concat(header.Select(part => part.Name)).Append("id"));
        return Refuse($"which '{lacking.SchemaName}' has neither in its fields nor in its header{hint}");

        Correlation? Refuse(string problem)
        {
            diagnostics.Report(Rules.Correlates, of.Span, $"Field '{name}' of message '{reply.SchemaName}' correlates with '{of.Text}', {problem}");
            return null;
        }
    }
}
