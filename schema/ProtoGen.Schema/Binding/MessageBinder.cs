using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds messages; each reply follows its request.</summary>
internal static class MessageBinder
{
    public static IReadOnlyList<BoundMessage> BindAll(IReadOnlyList<MessageSyntax> messages, IntegerType? idType, BindingScope scope)
    {
        var bound = new List<BoundMessage>();
        foreach (var syntax in messages)
        {
            var request = BindMessage(syntax, idType, scope);
            bound.Add(request);
            if (syntax.Reply is null) continue;

            var reply = BindReply(syntax.Reply, request, idType, scope);
            (request.Counterpart, reply.Counterpart) = (reply, request);
            bound.Add(reply);
        }

        return bound;
    }

    private static BoundMessage BindMessage(MessageSyntax syntax, IntegerType? idType, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var key = syntax.Key.Text;
        var name = CSharpName.Bind(syntax.Key, syntax.Name, $"message '{key}'", scope.Diagnostics);
        var from = Settings.Direction(syntax.From, scope.Diagnostics);
        var id = BindId(syntax.Id, $"Message '{key}'", idType, scope);
        var body = BindBody(syntax, name ?? "", key, scope);
        return new()
        {
            Syntax = syntax,
            Name = name ?? "",
            SchemaName = key,
            Id = id,
            IdAt = (syntax.Id ?? syntax.Key).Span,
            From = from ?? Direction.Client,
            Role = syntax.Reply is null ? MessageRole.OneWay : MessageRole.Request,
            Body = body,
            IsBroken = syntax.IsBroken || scope.Diagnostics.ErrorCount > errors || body.IsBroken,
        };
    }

    private static BoundMessage BindReply(MessageSyntax syntax, BoundMessage request, IntegerType? idType, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var schemaName = syntax.Key.Text + ".reply";
        var name = syntax.Name is null
            ? (request.Name.Length == 0 ? "" : request.Name + "Reply")
            : CSharpName.Bind(syntax.Key, syntax.Name, $"message '{schemaName}'", scope.Diagnostics);
        var id = syntax.Id is null ? request.Id : BindId(syntax.Id, $"The reply to '{syntax.Key.Text}'", idType, scope);
        var body = BindBody(syntax, name ?? "", schemaName, scope);
        return new()
        {
            Syntax = syntax,
            Name = name ?? "",
            SchemaName = schemaName,
            Id = id,
            IdAt = syntax.Id?.Span ?? request.IdAt,
            From = Answering(request.From),
            Role = MessageRole.Reply,
            Body = body,
            IsBroken = syntax.IsBroken || scope.Diagnostics.ErrorCount > errors || body.IsBroken,
        };
    }

    private static BoundStructure BindBody(MessageSyntax syntax, string name, string message, BindingScope scope)
    {
        var identity = new StructureIdentity(name, message, $"message '{message}'", (syntax.Name ?? syntax.Key).Span)
        {
            Doc = syntax.Doc?.Prose,
            Trailing = Settings.Trailing(syntax.Trailing, scope.Diagnostics) ?? Trailing.Error,
        };
        return StructureBinder.Bind(syntax.Fields, identity, isRoot: true, scope);
    }

    private static WireInteger? BindId(YamlScalar? text, string title, IntegerType? type, BindingScope scope)
    {
        if (text is null || type is null) return null;

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        if (text.IsPlain && (text.Text == "else" || text.Text.StartsWith("id ", StringComparison.Ordinal)))
        {
            scope.Diagnostics.Report(
                Rules.NotYetSupported,
                text.Span,
                $"{title} has the id '{text.Text}', of a kind this version does not support yet; it supports numbers and characters");
            return null;
        }

        var id = IntegerLiteral.Read(text.Whole, type, out var problem);
        if (id is null) scope.Diagnostics.Report(Rules.InvalidId, text.Span, $"{title} cannot have the id '{text.Text}': {problem}");
        return id;
    }

    private static Direction Answering(Direction from) => from switch
    {
        Direction.Client => Direction.Server,
        Direction.Server => Direction.Client,
        _ => Direction.Both,
    };
}
