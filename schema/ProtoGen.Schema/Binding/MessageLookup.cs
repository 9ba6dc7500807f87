using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Finds what heartbeat, registration and vectors refer to. A broken message is found, but nothing more is said about it.</summary>
internal static class MessageLookup
{
    /// <summary>The message of a name, as <c>Login.reply</c> or as the <c>name</c> that an answer has; null, and a diagnostic, where there is none.</summary>
    public static BoundMessage? Find(YamlScalar? name, string user, IEnumerable<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        if (name is null) return null;
        if (messages.FirstOrDefault(message => message.SchemaName == name.Text) is { } found) return found;

        // Answers in place have no key of their own; where they have a 'name', it is what a reader of the schema sees.
        if (messages.FirstOrDefault(message => (message.Owner is not null || message.IsFault) && message.Syntax.Name?.Text == name.Text) is { } named) return named;

        var known = messages.Select(message => message.SchemaName).ToList();
        var hint = name.Text.EndsWith(".fault", StringComparison.Ordinal) && known.Contains("fault")
            ? "; the fault of the whole protocol is called 'fault'"
            : NameSuggestion.DidYouMean(name.Text, known);
        diagnostics.Report(Rules.UnknownMessage, name.Span, $"{user} names the message '{name.Text}', which does not exist{hint}");
        return null;
    }

    /// <summary>The field of a name; null where it is broken, or, with a diagnostic, where there is none.</summary>
    public static BoundField? FindField(TextSlice name, string user, BoundMessage message, DiagnosticBag diagnostics)
    {
        if (message.Find(name.Text) is { } found) return found;

        var hint = NameSuggestion.DidYouMean(name.Text, message.Fields.Select(field => field.Syntax.Key.Text));
        diagnostics.Report(
            Rules.UnknownField,
            name.Span,
            $"{user} names the field '{name.Text}', which '{message.SchemaName}' does not have{hint}");
        return null;
    }
}
