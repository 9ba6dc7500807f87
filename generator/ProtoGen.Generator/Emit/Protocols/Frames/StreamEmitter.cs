using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>Reading frames without a connection, and, where frames look different by side or state, the name of what is read.</summary>
internal static class StreamEmitter
{
    /// <summary>The number by which connections know what they read: twice the state, and one for the server's bytes.</summary>
    public static int Number(int state, Direction from) => (2 * state) + (from == Direction.Server ? 1 : 0);

    public static void WriteType(SourceWriter writer, FramingPlan plan)
    {
        writer.Line("/// <summary>Whose bytes are read, and in which state of the conversation.</summary>");
        using (var type = writer.Open($"public enum {plan.Protocol}Stream"))
        {
            for (var state = 0; state < plan.States.Count; state++)
            {
                foreach (var from in new[] { Direction.Client, Direction.Server })
                {
                    writer.Space();
                    var name = plan.States[state].Name;
                    writer.Line($"/// <summary>The {from.ToString().ToLowerInvariant()}'s bytes{(name.Length == 0 ? "" : $" in state {name}")}.</summary>");
                    writer.Line($"{name}{from} = {Number(state, from)},");
                }
            }
        }

        writer.Space();
    }

    public static void WriteReadFrame(SourceWriter writer, string protocol, FramingPlan plan)
    {
        var (frame, framing) = (protocol + "Frame", protocol + "Framing");
        var stream = plan.HasStates ? $"{protocol}Stream stream, " : "";
        var state = plan.HasStates ? "(int)stream, " : "";
        writer.Line("/// <summary>Cuts one frame off the start of <paramref name=\"input\"/>. Never throws.</summary>");
        if (plan.HasStates) writer.Line("/// <param name=\"stream\">Whose bytes these are.</param>");
        writer.Line("""
            /// <param name="input">Received bytes; moved behind the frame if there is a whole one.</param>
            /// <param name="frame">The frame.</param>
            """);
        using var method = writer.Open($"public static {FrameStatus} ReadFrame({stream}scoped ref {Bytes} input, out {frame} frame)");
        if (plan.Framings[0].Escape is not null)
        {
            writer.Line($$"""
                frame = default;
                var rest = input;
                var status = {{EscapedFrames}}.Find<{{framing}}, {{plan.HeaderType}}>(ref rest, {{framing}}.MaxWireBytes, 0, out var content);
                if (status != {{FrameStatus}}.Frame) return status;
                var buffer = {{EscapedFrames}}.IsPlain<{{framing}}, {{plan.HeaderType}}>(content) ? default : new byte[content.Length];
                if (!{{EscapedFrames}}.TryUnescape<{{framing}}, {{plan.HeaderType}}>(content, buffer, out var plain)) return {{FrameStatus}}.Malformed;
                status = {{framing}}.ReadHead(plain, MaxFrameBytes, {{state}}out var head);
                if (status != {{FrameStatus}}.Frame) return status == {{FrameStatus}}.NeedMore ? {{FrameStatus}}.Malformed : status;
                """);
            WriteRestored(writer, plan, frame, "plain", "input = rest;");
            return;
        }

        if (plan.Framer is not null)
        {
            writer.Line($$"""
                frame = default;
                var rest = input;
                var status = {{FrameBodies}}.Cut<{{framing}}, {{plan.HeaderType}}>(ref rest, MaxFrameBytes, out var plain);
                if (status == {{FrameStatus}}.NeedMore) input = rest;
                if (status != {{FrameStatus}}.Frame) return status;
                status = {{framing}}.ReadHead(plain, MaxFrameBytes, {{state}}out var head);
                if (status == {{FrameStatus}}.NeedMore || (status == {{FrameStatus}}.Frame && head.Length != plain.Length)) return {{FrameStatus}}.Malformed;
                if (status != {{FrameStatus}}.Frame) return status;
                """);
            WriteRestored(writer, plan, frame, "plain", "input = rest;");
            return;
        }

        writer.Line($$"""
            var status = {{framing}}.ReadHead(input, MaxFrameBytes, {{state}}out var head);
            if (status != {{FrameStatus}}.Frame)
            {
                frame = default;
                return status;
            }
            """);
        if (plan.ChangesBodies)
        {
            writer.Space();
            writer.Line($$"""
                frame = default;
                var length = head.Length;
                var plain = input.Slice(0, length);
                """);
            WriteRestored(writer, plan, frame, "plain", "input = input.Slice(length);");
            return;
        }

        writer.Space();
        writer.Line($$"""
            frame = new {{frame}}(input.Slice(0, head.Length), head);
            input = input.Slice(head.Length);
            return status;
            """);
    }

    // A transformed body is restored here, so that a frame always has the body that its message reads; parts stay parts.
    private static void WriteRestored(SourceWriter writer, FramingPlan plan, string frame, string plain, string move)
    {
        if (plan.ChangesBodies)
        {
            writer.Line($$"""
                status = {{FrameBodies}}.Restore<{{plan.Protocol}}Framing, {{plan.HeaderType}}>(ref {{plain}}, ref head);
                if (status != {{FrameStatus}}.Frame) return status;
                """);
        }

        writer.Line($$"""
            frame = new {{frame}}({{plain}}, head);
            {{move}}
            return status;
            """);
    }
}
