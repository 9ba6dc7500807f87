using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The type of what answers a request that several messages may answer: one case a message, each of which converts to it.</summary>
internal static class RepliesEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        foreach (var request in source.Messages)
        {
            if (request.Streamed.Count > 0) WriteStream(writer, source, request);
            else if (request.Replies.Count > 1) WriteChoice(writer, source, request);
        }
    }

    private static void WriteStream(SourceWriter writer, ProtocolSource source, MessageSurface request)
    {
        var (name, last) = (CallNames.Replies(request.Name), source.Type(request.Reply!));
        writer.Space();
        writer.Line($"/// <summary>What comes in answer to <see cref=\"{source.Type(request.Name)}\"/>: any number of messages, and <see cref=\"{last}\"/> in the end.</summary>");
        using var type = writer.Open($"public abstract record {name}");
        writer.Line($"private {name}() {{ }}");
        foreach (var reply in request.Streamed.Concat(request.Replies)) WriteCase(writer, source, name, reply, reply == request.Reply ? "It ends with" : "It goes on with", "");
        writer.Space();
        writer.Line("/// <summary>How the connections read it.</summary>");
        writer.Line(Hidden);
        using var wiring = writer.Open($"public readonly struct Wiring : {ReplyReader}<{name}>");
        WriteKeys(writer, source, request.Arriving);
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static bool IsLast(long key) => key is {string.Join(" or ", request.Answers.Select(answer => DispatchEmitter.Key(source, answer)).Distinct())};");
        WriteRead(writer, source, request, name);
    }

    private static void WriteChoice(SourceWriter writer, ProtocolSource source, MessageSurface request)
    {
        var name = CallNames.Replies(request.Name);
        writer.Space();
        writer.Line($"/// <summary>What answers <see cref=\"{source.Type(request.Name)}\"/>: one of its replies.</summary>");
        using var type = writer.Open($"public abstract record {name}");
        writer.Line($"private {name}() {{ }}");
        foreach (var reply in request.Answers) WriteCase(writer, source, name, reply, "It is answered by", reply == request.Fault ? " Whoever calls gets it as an exception." : "");
        if (request.Fault is { } one && source.Message(one).SharedFault is { } shared)
        {
            writer.Space();
            writer.Line($"/// <summary>Answers with <see cref=\"{source.Type(shared)}\"/>.</summary>");
            writer.Line($"public static implicit operator {name}({source.Type(shared)} fault) => new {one}(fault);");
        }

        WriteWiring(writer, source, request, name);
    }

    private static void WriteCase(SourceWriter writer, ProtocolSource source, string name, string reply, string lead, string note)
    {
        var type = source.Type(reply);
        writer.Space();
        writer.Line($$"""
            /// <summary>{{lead}} <see cref="{{type}}"/>.{{note}}</summary>
            /// <param name="Value">The message.</param>
            public sealed record {{reply}}({{type}} Value) : {{name}};

            /// <summary>Answers with <see cref="{{type}}"/>.</summary>
            public static implicit operator {{name}}({{type}} reply) => new {{reply}}(reply);
            """);
    }

    private static void WriteKeys(SourceWriter writer, ProtocolSource source, IEnumerable<string> replies) => writer.Line($"""
        /// <inheritdoc/>
        public static long[] Keys {"{ get; }"} = [{string.Join(", ", replies.Select(reply => DispatchEmitter.Key(source, reply)))}];
        """);

    private static void WriteWiring(SourceWriter writer, ProtocolSource source, MessageSurface request, string name)
    {
        var optional = request.MayLackReply ? "?" : "";
        writer.Space();
        writer.Line("/// <summary>How the connections read and write it.</summary>");
        writer.Line(Hidden);
        using var type = writer.Open($"public readonly struct Wiring : {ReplyReader}<{name}{optional}>, {ReplyWriter}<{name}{optional}>");
        WriteKeys(writer, source, request.Answers);
        if (request.IsReplyOptional)
        {
            writer.Space();
            writer.Line("/// <inheritdoc/>\npublic static bool MayBeSilent => true;");
        }

        WriteRead(writer, source, request, name + optional);
        WriteWrite(writer, request, name + optional);
        if (source.FaultOf(request) is { } thrown) WriteTake(writer, thrown, name, name + optional);
    }

    private static void WriteRead(SourceWriter writer, ProtocolSource source, MessageSurface request, string result)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open(
            $"public static bool TryRead(long key, {Bytes} body, in {WireOuter} outer, out {result} result, out {ExceptionType}? fault, out {DecodeError} error)");
        writer.Line("fault = null;\nresult = null!;\nbool isLegal;");
        using (writer.Open("switch (key)"))
        {
            foreach (var reply in request.Streamed.Concat(request.Replies))
            {
                var local = CSharpNames.Camel(reply) + "_";
                writer.Line($"""
                    case {DispatchEmitter.Key(source, reply)}:
                        isLegal = {ReplyBody}.TryRead<{source.Type(reply)}>(body, in outer, out var {local}, out error);
                        result = {local};
                        return isLegal;
                    """);
            }

            writer.Line(request.Fault is { } fault
                ? $"default:\n    return {ReplyBody}.{(source.Message(fault).SharedFault is { } shared ? $"TryReadSharedFault<{source.Type(fault)}, {source.Type(shared)}>" : $"TryReadFault<{source.Type(fault)}>")}(body, in outer, out fault, out error);"
                : "default:\n    throw new global::System.ArgumentOutOfRangeException(nameof(key));");
        }
    }

    private static void WriteTake(SourceWriter writer, string fault, string name, string answer)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static bool TryTake({ExceptionType} exception, out {answer} answer)");
        writer.Line($"""
            answer = exception is {FaultException}<{fault}> thrown ? ({name})thrown.Fault : null!;
            return answer is not null;
            """);
    }

    private static void WriteWrite(SourceWriter writer, MessageSurface request, string answer)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static void Write<TSink>(in {answer} answer, in TSink sink) where TSink : struct, {ReplySink}");
        using var choice = writer.Open("switch (answer)");
        foreach (var reply in request.Answers)
            writer.Line($"case {reply} {CSharpNames.Camel(reply)}_:\n    sink.Reply({CSharpNames.Camel(reply)}_.Value);\n    break;");
    }
}
