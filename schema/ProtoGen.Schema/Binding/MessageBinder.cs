using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Messages;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds messages; a reply and a fault written in place follow their request.</summary>
internal sealed class MessageBinder
{
    private static readonly IntegerType U8 = new(1, Signed: false, ByteOrder.Big);

    private readonly BoundFrames _frames;
    private readonly BindingScope _scope;
    private readonly List<BoundMessage> _bound = [];

    /// <summary>What the messages of a signature take from outside, as far as they are bound.</summary>
    private readonly Dictionary<string, IReadOnlyList<BoundParameter>> _parameters = new(StringComparer.Ordinal);

    private MessageBinder(BoundFrames frames, BindingScope scope) => (_frames, _scope) = (frames, scope);

    public static BoundMessages BindAll(SchemaSyntax schema, BoundFrames frames, BindingScope scope)
    {
        var binder = new MessageBinder(frames, scope);
        var perRequest = schema.Fault is { } fault && IsPerRequest(fault) ? fault : null;
        var name = perRequest?.Name is null ? "Fault" : CSharpName.Bind(perRequest.Key, perRequest.Name, "the fault", scope.Diagnostics) ?? "";
        foreach (var syntax in schema.Messages) binder.BindWithAnswers(syntax, perRequest, name);
        var shared = binder.BindSharedFault(schema);
        AnswerLinker.Link(binder._bound, shared, scope.Diagnostics);
        CorrelationBinder.Bind(binder._bound, scope.Diagnostics);
        StreamBinder.Bind(binder._bound, scope.Diagnostics);
        var areIds = KeyAllotter.Allot(binder._bound, frames);
        UnknownIdBinder.Bind(binder._bound, areIds, scope.Diagnostics);
        return new(binder._bound, shared, areIds);
    }

    private void BindWithAnswers(MessageSyntax syntax, MessageSyntax? perRequest, string sharedName)
    {
        var message = BindMessage(syntax);
        _bound.Add(message);
        var isRequest = syntax.Reply is not null || syntax.ReplyNames.Count > 0;
        if (syntax.Reply is { } reply) message.Replies.Add(Add(BindAnswer(reply, message, isFault: false)));

        // A fault whose id follows the request's is a message of its own for each request; of an unknown id nothing can be made.
        var isShared = syntax.Fault is null && syntax.FaultName is null && isRequest && message.Selector is not { IsElse: true };
        var fault = isShared && perRequest is not null ? perRequest with { Name = null } : syntax.Fault;
        if (fault is not null) message.Fault = Add(BindAnswer(fault with { Key = syntax.Key }, message, isFault: true, isShared ? sharedName : null));
    }

    private BoundMessage? BindSharedFault(SchemaSyntax schema)
    {
        if (schema.FaultName is { } name) return MessageLookup.Find(name, "'fault'", _bound, _scope.Diagnostics);
        if (schema.Fault is not { } syntax || IsPerRequest(syntax)) return null;

        var errors = _scope.Diagnostics.ErrorCount;
        var isAnsweredBy = _bound.Where(message => message.Syntax.Reply is not null || message.Syntax.ReplyNames.Count > 0)
            .Aggregate((Direction)0, (sides, request) => sides | AnswerLinker.Answering(request.From));
        var from = isAnsweredBy == 0 ? Direction.Server : isAnsweredBy;
        var selector = SelectorBinder.Bind(syntax, from, "The fault", null, _frames, _scope);
        var given = syntax.Name is null ? "Fault" : CSharpName.Bind(syntax.Key, syntax.Name, "the fault", _scope.Diagnostics) ?? "";
        var body = BindBody(syntax, given, "fault", selector);
        return Add(new()
        {
            Syntax = syntax,
            Name = given,
            SchemaName = "fault",
            Selector = selector,
            IdAt = syntax.IdAt,
            From = from,
            Role = MessageRole.Reply,
            IsFault = true,
            Body = body,
            Life = LifecycleBinder.Bind(syntax.Life, "The fault", _scope.Diagnostics),
            Extra = BindExtra(syntax),
            Transform = BodyChangeBinder.TypeOf(syntax.Transform, selector, _scope.Diagnostics),
            IsBroken = syntax.IsBroken || selector is null || body.IsBroken || _scope.Diagnostics.ErrorCount > errors,
        });
    }

    private BoundMessage BindMessage(MessageSyntax syntax)
    {
        var errors = _scope.Diagnostics.ErrorCount;
        var key = syntax.Key.Text;
        var name = CSharpName.Bind(syntax.Key, syntax.Name, $"message '{key}'", _scope.Diagnostics);
        var from = Settings.Direction(syntax.From, _scope.Diagnostics);
        var selector = SelectorBinder.Bind(syntax, from ?? Direction.Client, $"Message '{key}'", null, _frames, _scope);
        var body = BindBody(syntax, name ?? "", key, selector);
        var isIdempotent = Settings.Truth(syntax.Idempotent, "idempotent", _scope.Diagnostics) ?? false;
        var resent = ResentBinder.Bind(syntax, isIdempotent, selector, body, _scope);
        return new()
        {
            Syntax = syntax,
            Name = name ?? "",
            SchemaName = key,
            Selector = selector,
            IdAt = syntax.IdAt,
            From = from ?? Direction.Client,
            Role = syntax.Reply is not null || syntax.ReplyNames.Count > 0 ? MessageRole.Request : MessageRole.OneWay,
            Body = body,
            Life = LifecycleBinder.Bind(syntax.Life, $"Message '{key}'", _scope.Diagnostics),
            Extra = BindExtra(syntax),
            Transform = BodyChangeBinder.TypeOf(syntax.Transform, selector, _scope.Diagnostics),
            IsReplyOptional = Settings.Truth(syntax.Optional, "optional", _scope.Diagnostics) ?? false,
            IsIdempotent = isIdempotent,
            Resent = resent,
            IsBroken = syntax.IsBroken || _scope.Diagnostics.ErrorCount > errors || body.IsBroken,
        };
    }

    private BoundMessage BindAnswer(MessageSyntax syntax, BoundMessage request, bool isFault, string? protocolFault = null)
    {
        var errors = _scope.Diagnostics.ErrorCount;
        var suffix = isFault ? "fault" : "reply";
        var schemaName = $"{syntax.Key.Text}.{suffix}";
        var name = syntax.Name is null
            ? (request.Name.Length == 0 ? "" : request.Name + (isFault ? "Fault" : "Reply"))
            : CSharpName.Bind(syntax.Key, syntax.Name, $"message '{schemaName}'", _scope.Diagnostics);
        var title = isFault ? $"The fault of '{syntax.Key.Text}'" : $"The reply to '{syntax.Key.Text}'";
        var selector = SelectorBinder.Bind(syntax, AnswerLinker.Answering(request.From), title, request, _frames, _scope);
        var body = BindBody(syntax, name ?? "", schemaName, selector);
        return new()
        {
            Syntax = syntax,
            Name = name ?? "",
            SchemaName = schemaName,
            Selector = selector,
            IdAt = syntax.Ids.Count > 0 ? syntax.IdAt : request.IdAt,
            From = AnswerLinker.Answering(request.From),
            Role = MessageRole.Reply,
            Owner = request,
            IsFault = isFault,
            ProtocolFault = protocolFault,
            Body = body,
            Life = LifecycleBinder.Bind(syntax.Life, title, _scope.Diagnostics),
            Extra = syntax.Extra.Count > 0 ? BindExtra(syntax) : request.Extra,
            Transform = BodyChangeBinder.TypeOf(syntax.Transform, selector, _scope.Diagnostics),
            IsBroken = syntax.IsBroken || _scope.Diagnostics.ErrorCount > errors || body.IsBroken,
        };
    }

    private BoundMessage Add(BoundMessage message)
    {
        _bound.Add(message);
        return message;
    }

    private static bool IsPerRequest(MessageSyntax fault) => fault.Ids.Count == 0 || fault.Ids.Any(id => IdRule.Parse(id) is not null);

    private BoundStructure BindBody(MessageSyntax syntax, string name, string message, MessageSelector? selector)
    {
        var identity = new StructureIdentity(name, message, $"message '{message}'", (syntax.Name ?? syntax.Key).Span)
        {
            Doc = syntax.Doc?.Prose,
            Trailing = Settings.Trailing(syntax.Trailing, _scope.Diagnostics) ?? Trailing.Error,
            ReplyCondition = syntax.ReplyCondition,
            Parameters = SharedParameters(syntax, selector),
        };
        var body = StructureBinder.Bind(syntax.Fields, identity, isRoot: true, _scope);
        BodyLengthBinder.Bind(body, selector, syntax.Key, _scope.Diagnostics);
        if (selector is not null) HeaderUse.Check(body, selector, _scope);
        if (selector is not null && body.Parameters.Count > 0) _parameters[selector.Signature] = body.Parameters;
        return body;
    }

    /// <summary>
    /// Messages that look alike on the wire share a key, by which they are given what they take from outside: each takes what those before it
    /// take, in the same order, and perhaps more.
    /// </summary>
    private IReadOnlyList<BoundParameter> SharedParameters(MessageSyntax syntax, MessageSelector? selector)
    {
        if (selector is null) return [];
        return _parameters.TryGetValue(selector.Signature, out var shared)
            ? shared
            : [.. BodyLengthBinder.NamesOf(selector).Select(length => new BoundParameter(new(length, ParameterSource.Header), syntax.Key.Span))];
    }

    private EquatableArray<byte> BindExtra(MessageSyntax syntax)
    {
        var bytes = new List<byte>();
        foreach (var text in syntax.Extra)
        {
            if (IntegerLiteral.Read(text.Whole, U8, out var problem) is { } value) bytes.Add((byte)value.Bits);
            else _scope.Diagnostics.Report(Rules.InvalidSetting, text.Span, $"'extra' cannot be '{text.Text}': {problem}");
        }

        return bytes.ToEquatableArray();
    }
}

/// <summary>The messages of a schema.</summary>
/// <param name="All">Every message; a reply and a fault written in place follow their request.</param>
/// <param name="SharedFault">The message that answers any request that failed.</param>
/// <param name="KeysAreIds">Whether keys are the ids themselves.</param>
internal sealed record BoundMessages(IReadOnlyList<BoundMessage> All, BoundMessage? SharedFault, bool KeysAreIds);
