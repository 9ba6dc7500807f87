using ProtoGen.Generator.Emit.Protocols.Frames;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The frame: a type to read one, pure functions to find and write them, and the same for the connections.</summary>
internal static class FramingEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        var plan = source.Plan;
        HeaderEmitter.WriteType(writer, plan);
        if (plan.HasHeader) writer.Space();
        WriteFrame(writer, source);
        writer.Space();
        if (plan.HasStates) StreamEmitter.WriteType(writer, plan);
        WriteProtocol(writer, source);
        writer.Space();
        FramingStructEmitter.Write(writer, plan);
    }

    private static void WriteFrame(SourceWriter writer, ProtocolSource source)
    {
        var (name, plan) = (source.Name + "Frame", source.Plan);
        writer.Line($$"""
            /// <summary>One received frame. Valid as long as its bytes are.</summary>
            public readonly ref struct {{name}}
            {
                private readonly {{Bytes}} _frame;
                private readonly {{FrameHead}} _head;

                internal {{name}}({{Bytes}} frame, {{FrameHead}} head)
                {
                    _frame = frame;
                    _head = head;
                }
            """);
        using (writer.Indent())
        {
            writer.Space();
            if (plan.KeysAreIds)
            {
                var frame = plan.Framings[0].Variants[0];
                var id = IntegerEmitter.CSharp(FieldCode.Integer(frame.Field(frame.Ids[0].Field).Type)!);
                writer.Line($$"""
                    /// <summary>The message id.</summary>
                    public {{id}} Id => unchecked(({{id}})_head.Key);
                    """);
            }
            else
            {
                writer.Line("""
                    /// <summary>What tells its message from others: the <c>Wire.Key</c> of the message; 0 for an unknown one.</summary>
                    public long Key => KEY;
                    """.Replace("KEY", KeyOf(source)));
            }

            if (plan.HasHeader)
            {
                writer.Space();
                writer.Line($$"""
                    /// <summary>What the frame says beside its message.</summary>
                    public {{plan.HeaderType}} Header => {{source.Name}}Framing.ReadHeader(_frame, in _head);
                    """);
            }

            writer.Space();
            writer.Line($$"""
                /// <summary>The message's bytes.</summary>
                public {{Bytes}} Body => _frame.Slice(_head.BodyOffset, _head.BodyLength);

                /// <summary>The bytes of the whole frame{{(plan.Framings[0].Escape is null ? "" : ", without flags and escaping")}}.</summary>
                public int Length => _head.Length;
                """);
            if (plan.CatchesUnknown) WriteGetOuter(writer, source);
        }

        writer.Line("}");
    }

    private static string KeyOf(ProtocolSource source)
    {
        var key = source.Plan.HasSides ? $"{source.Name}Framing.MessageKey(_head.Key)" : "_head.Key";
        return source.Plan.CatchesUnknown ? $"{source.Name}Framing.KindOf({key})" : key;
    }

    /// <summary>Messages that stand for unknown ids take them from here.</summary>
    private static void WriteGetOuter(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        writer.Line($$"""
            internal void GetOuter(long kind, out {{WireOuter}} outer)
            {
                {{source.Name}}Framing.GetOuter({{(source.Plan.HasSides ? source.Name + "Framing.KindOf(_head.Key)" : "kind")}}, {{(source.HasHeader ? "Header" : "default")}}, {{(source.Profiles.Count > 0 ? source.Name + "Framing.DefaultProfile" : "default")}}, out outer);
                outer = outer.WithKey(_head.Key);
            }
            """);
    }

    private static void WriteProtocol(SourceWriter writer, ProtocolSource source)
    {
        var (framing, plan) = (source.Name + "Framing", source.Plan);
        writer.Line($"""
            {Xml.Summary(source.Doc, $"The protocol {source.Name}.")}
            /// <remarks>Framing without connections: for files, datagrams and tests.</remarks>
            """);
        using var type = writer.Open($"public static class {source.Name}Protocol");
        writer.Line($$"""
            /// <summary>The largest legal frame in bytes.</summary>
            public const int MaxFrameBytes = {{plan.Layouts.Max(frame => frame.MaxFrameBytes())}};
            """);
        writer.Space();
        StreamEmitter.WriteReadFrame(writer, source.Name, plan);
        WriteWriteFrame(writer, source, withHeader: false);
        if (plan.HasHeader) WriteWriteFrame(writer, source, withHeader: true);
        HeartbeatEmitter.WriteSettings(writer, source, Direction.Client);
        HeartbeatEmitter.WriteSettings(writer, source, Direction.Server);
    }

    private static void WriteWriteFrame(SourceWriter writer, ProtocolSource source, bool withHeader)
    {
        var (framing, plan) = (source.Name + "Framing", source.Plan);
        var (and, or) = withHeader ? (" and header", " or the header") : ("", "");
        writer.Space();
        writer.Line($$"""
            /// <summary>Writes a message with its frame{{and}} to the start of <paramref name="destination"/>.</summary>
            """);
        if (plan.HasSides) writer.Line("/// <remarks>Both sides say the same in frames of their own: <paramref name=\"stream\"/> says whose these are. The state follows from the message.</remarks>");
        writer.Line($$"""
            /// <returns>The bytes written.</returns>
            /// <exception cref="{{EncodeException}}">The message{{or}} cannot be represented, or the destination is too short; nothing was written.</exception>
            public static int WriteFrame<T>({{(plan.HasSides ? $"{source.Name}Stream stream, " : "")}}in T message, {{(withHeader ? $"in {plan.HeaderType} header, " : "")}}{{Destination}} destination) where T : struct, {{MessageInterface}}<T> =>
                {{FrameWriter}}.Write<{{framing}}, {{plan.HeaderType}}, T>(in message, {{(withHeader ? "in header" : "default")}}, destination{{(plan.HasSides ? $", fromServer: !{framing}.IsServer((int)stream)" : "")}});
            """);
    }
}
