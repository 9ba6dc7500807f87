using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>What a request's caller gets and what its handler gives, in C#.</summary>
/// <param name="Result">What the call returns.</param>
/// <param name="Answer">What the handler returns.</param>
/// <param name="Wiring">The type that knows how one and the other are read and written.</param>
/// <param name="IsPlain">Whether it is one message and nothing else.</param>
internal sealed record ReplyShape(string Result, string Answer, string Wiring, bool IsPlain)
{
    public static ReplyShape Of(ProtocolSource source, MessageSurface request)
    {
        var optional = request.MayLackReply ? "?" : "";
        if (request.Replies.Count > 1)
        {
            var choice = source.Type(CallNames.Replies(request.Name));
            return new(choice + optional, choice + optional, choice + ".Wiring", false);
        }

        var reply = source.Type(request.Reply!);
        var one = request.Fault is { } fault
            ? new ReplyShape(reply, $"{RuntimeNames.Answer}<{reply}, {source.FaultOf(request)}>", WiringOf(source, reply, source.Message(fault)), false)
            : new ReplyShape(reply, reply, $"{OneReply}<{reply}>", true);
        return request.MayLackReply
            ? new(one.Result + "?", one.Answer + "?", $"{(request.IsReplyOptional ? Optional : WhereDue)}<{one.Wiring}, {one.Result}, {one.Answer}>", false)
            : one;
    }

    private static string WiringOf(ProtocolSource source, string reply, MessageSurface fault) => fault.SharedFault is { } shared
        ? $"{ReplyOrSharedFault}<{reply}, {source.Type(fault.Name)}, {source.Type(shared)}>"
        : $"{ReplyOrFault}<{reply}, {source.Type(fault.Name)}>";

    /// <summary>The function that judges what a handler answers to a registration.</summary>
    public static string AnswerAccepted(ProtocolSource source, MessageSurface request)
    {
        if (request.Replies.Count > 1) return ChoiceAccepted(source, request);
        return (request.Fault is not null, request.MayLackReply) switch
        {
            (false, false) => "Accepts",
            (false, true) => "static answer => answer is { } reply && Accepts(reply)",
            (true, false) => "static answer => !answer.IsFault && Accepts(answer.Reply)",
            (true, true) => "static answer => answer is { IsFault: false } said && Accepts(said.Reply)",
        };
    }

    /// <summary>The function that judges what a client gets for its registration.</summary>
    public static string ResultAccepted(ProtocolSource source, MessageSurface request, string judge = "Accepts") =>
        request.Replies.Count > 1 ? ChoiceAccepted(source, request, judge)
        : request.MayLackReply ? $"static answer => answer is {{ }} reply && {judge}(reply)"
        : judge;

    private static string ChoiceAccepted(ProtocolSource source, MessageSurface request, string judge = "Accepts") =>
        $"static answer => answer is {source.Type(CallNames.Replies(request.Name))}.{request.Reply} reply && {judge}(reply.Value)";
}
