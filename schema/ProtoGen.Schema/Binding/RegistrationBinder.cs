using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds the registration: its message, its condition, its key.</summary>
internal static class RegistrationBinder
{
    // Longer ones first: '<' would hide '<='.
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    public static BoundRegistration? Bind(RegisterSyntax? syntax, IReadOnlyList<BoundMessage> messages, BindingScope scope)
    {
        if (syntax is null) return null;

        var diagnostics = scope.Diagnostics;
        var errors = diagnostics.ErrorCount;
        var required = Settings.Truth(syntax.Required, "required", diagnostics) ?? true;
        var requests = messages.Where(candidate => candidate.Role != MessageRole.Reply);
        var message = MessageLookup.Find(syntax.Message, "'register'", requests, diagnostics);
        if (message is null || !CanRegister(message, syntax, diagnostics)) return null;

        var accept = BindAcceptance(syntax.Accept, "accept", message.Counterpart!, scope);
        var retry = BindAcceptance(syntax.Retry, "retry", message.Counterpart!, scope);
        var key = BindKey(syntax.Key, message, diagnostics);
        var isLost = (syntax.Accept is not null && accept is null) || (syntax.Retry is not null && retry is null) || (syntax.Key is not null && key is null);
        if (isLost || diagnostics.ErrorCount > errors) return null;
        return new(message, new() { Message = message.Name, Accept = accept, Retry = retry, Key = key, Required = required });
    }

    private static bool CanRegister(BoundMessage message, RegisterSyntax syntax, DiagnosticBag diagnostics)
    {
        var isFromServer = message.Syntax.From is not null && !message.From.HasFlag(Direction.Client);
        var problem = isFromServer ? "the client does not send it; registration is the client's first message"
            : message.Counterpart is null ? "it has no reply; the server answers a registration"
            : message.Streamed.Count > 0 ? "its reply is streamed; let the handshake of the client say it"
            : null;
        if (problem is null) return true;

        // A message that lost its reply to another mistake must not be told to have none.
        if (!message.IsBroken)
        {
            diagnostics.Report(
                Rules.RegisterMessage,
                syntax.Message!.Span,
                $"Message '{message.SchemaName}' cannot register, since {problem}");
        }

        return false;
    }

    private static Acceptance? BindAcceptance(YamlScalar? scalar, string key, BoundMessage reply, BindingScope scope)
    {
        if (scalar is null) return null;

        var text = scalar.Whole.Trim();
        if (Split(text) is not { } parts)
        {
            scope.Diagnostics.Report(
                Rules.AcceptCondition,
                text.Span,
                $"'{key}' compares a field of the reply with a value, such as 'errorCode == Ok', but here it is '{text.Text}'");
            return null;
        }

        var (name, comparison, literal) = parts;
        if (MessageLookup.FindField(name, $"'{key}'", reply, scope.Diagnostics)?.Field is not { } field) return null;
        if (!IsPlain(field) || field.Type is not (IntegerType or VarintType or FloatType or BoolType or CharType or EnumFieldType or TextType or BytesType or BcdType))
        {
            scope.Diagnostics.Report(
                Rules.AcceptCondition,
                text.Span,
                $"Field '{field.Name}' cannot be compared; '{key}' looks at a number, an enum, a bool, text or bytes that every reply holds, and that are not derived");
            return null;
        }

        if (comparison is not ("==" or "!=") && field.Type is (TextType or BytesType or BcdType or BoolType))
        {
            scope.Diagnostics.Report(
                Rules.AcceptCondition,
                text.Span,
                $"Field '{field.Name}' has no order, so '{comparison}' cannot compare it; use == or !=");
            return null;
        }

        var value = ValueReader.Read(field.Type, literal, scope, out var problem);
        if (value is null)
        {
            if (problem.Length > 0)
            {
                scope.Diagnostics.Report(
                    Rules.InvalidValue,
                    literal.Span,
                    $"'{field.Name}' cannot be compared with '{literal.Text}': {problem}");
            }

            return null;
        }

        var member = field.Type is EnumFieldType type ? EnumLiteral.Member(literal, scope.EnumOf(type))?.Name : null;
        return new(field, comparison, value, member);
    }

    private static (TextSlice Name, string Comparison, TextSlice Literal)? Split(TextSlice text)
    {
        var at = text.Text.IndexOfAny(['=', '!', '<', '>']);
        if (at <= 0) return null;

        var rest = text.From(at).Text;
        if (Operators.FirstOrDefault(known => rest.StartsWith(known, StringComparison.Ordinal)) is not { } comparison) return null;

        var (name, literal) = (text.Slice(0, at).Trim(), text.From(at + comparison.Length).Trim());
        return name.Length == 0 || literal.Length == 0 ? null : (name, comparison, literal);
    }

    /// <summary>Whether every message holds the field, as its type says it.</summary>
    private static bool IsPlain(Field field) =>
        field is { Property: not null, Derivation: null, Presence: null, Meaning: null or { IsScaled: false, None: null, Kind: MeaningKind.Plain } };

    private static Field? BindKey(YamlScalar? scalar, BoundMessage request, DiagnosticBag diagnostics)
    {
        if (scalar is null || MessageLookup.FindField(scalar.Whole, "'key'", request, diagnostics)?.Field is not { } field) return null;
        if (IsPlain(field) && field.Type is IntegerType or EnumFieldType or TextType or BcdType) return field;

        diagnostics.Report(
            Rules.SessionKey,
            scalar.Span,
            $"Field '{field.Name}' cannot be the session key; a key is an integer, an enum, a text or digits that every request holds, and that are not derived");
        return null;
    }
}
