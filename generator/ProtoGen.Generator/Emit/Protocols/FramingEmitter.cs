using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The frame: a type to read one, pure functions to find and write them, and the same for the connections.</summary>
internal static class FramingEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        WriteFrame(writer, source);
        writer.Space();
        WriteProtocol(writer, source);
        writer.Space();
        WriteFraming(writer, source);
    }

    private static void WriteFrame(SourceWriter writer, ProtocolSource source)
    {
        var name = source.Name + "Frame";
        var id = IntegerEmitter.CSharp(source.Frame.Id!.Type);
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

                /// <summary>The message id.</summary>
                public {{id}} Id => unchecked(({{id}})_head.Key);

                /// <summary>The message's bytes.</summary>
                public {{Bytes}} Body => _frame.Slice(_head.BodyOffset, _head.BodyLength);

                /// <summary>The bytes of the whole frame.</summary>
                public int Length => _head.Length;
            }
            """);
    }

    private static void WriteProtocol(SourceWriter writer, ProtocolSource source)
    {
        var (frame, framing) = (source.Name + "Frame", source.Name + "Framing");
        writer.Line($"""
            {Xml.Summary(source.Doc, $"The protocol {source.Name}.")}
            /// <remarks>Framing without connections: for files, datagrams and tests.</remarks>
            """);
        using var type = writer.Open($"public static class {source.Name}Protocol");
        writer.Line($$"""
            /// <summary>The largest legal frame in bytes.</summary>
            public const int MaxFrameBytes = {{source.Frame.MaxFrameBytes}};

            /// <summary>Cuts one frame off the start of <paramref name="input"/>. Never throws.</summary>
            /// <param name="input">Received bytes; moved behind the frame if there is a whole one.</param>
            /// <param name="frame">The frame.</param>
            public static {{FrameStatus}} ReadFrame(scoped ref {{Bytes}} input, out {{frame}} frame)
            {
                var status = {{framing}}.ReadHead(input, MaxFrameBytes, out var head);
                if (status != {{FrameStatus}}.Frame)
                {
                    frame = default;
                    return status;
                }

                frame = new {{frame}}(input.Slice(0, head.Length), head);
                input = input.Slice(head.Length);
                return status;
            }

            /// <summary>Writes a message with its frame to the start of <paramref name="destination"/>.</summary>
            /// <returns>The bytes written.</returns>
            /// <exception cref="{{EncodeException}}">The message cannot be represented, or the destination is too short; nothing was written.</exception>
            public static int WriteFrame<T>(in T message, {{Destination}} destination) where T : struct, {{MessageInterface}}<T> =>
                {{FrameWriter}}.Write<{{framing}}, {{source.Header}}, T>(in message, default, destination);
            """);
        HeartbeatEmitter.WriteSettings(writer, source, Direction.Client);
        HeartbeatEmitter.WriteSettings(writer, source, Direction.Server);
    }

    private static void WriteFraming(SourceWriter writer, ProtocolSource source)
    {
        writer.Line("/// <summary>The framing as the connections use it.</summary>");
        writer.Line(Hidden);
        using var type = writer.Open($"public readonly struct {source.Name}Framing : {Framing}<{source.Header}>");
        writer.Line($"""
            /// <inheritdoc/>
            public static int MaxFrameBytes => {source.Name}Protocol.MaxFrameBytes;
            """);
        ReadHeadEmitter.Write(writer, source.Frame);
        WriteHeader(writer, source);
        WriteSize(writer, source);
        WriteSeal(writer, source);
    }

    private static void WriteHeader(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            public static {{source.Header}} ReadHeader({{Bytes}} frame, in {{FrameHead}} head) => default;

            /// <inheritdoc/>
            public static {{source.Header}} Answer(in {{source.Header}} request) => default;

            /// <inheritdoc/>
            public static bool HasSequence => false;

            /// <inheritdoc/>
            public static long GetSequence(in {{source.Header}} header) => 0;

            /// <inheritdoc/>
            public static {{source.Header}} WithSequence(in {{source.Header}} header, long sequence) => header;

            /// <inheritdoc/>
            public static void GetOuter(long key, in {{source.Header}} header, global::System.ReadOnlySpan<long> profile, out {{WireOuter}} outer) => outer = default;
            """);
    }

    private static void WriteSize(SourceWriter writer, ProtocolSource source)
    {
        var frame = source.Frame;
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            public static int GetFrameSize(in {{source.Header}} header, long key, int bodySize, out int bodyOffset)
            {
                bodyOffset = {{frame.HeadSize}};
                return bodySize + {{frame.HeadSize + frame.TailSize}};
            }
            """);
    }

    private static void WriteSeal(SourceWriter writer, ProtocolSource source)
    {
        var frame = source.Frame;
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static void Seal({Destination} frame, in {source.Header} header, long key, int bodySize)");
        foreach (var field in frame.Fields)
        {
            var statement = field switch
            {
                LengthField length => Narrow(length.Type, Announced(length.Extra), Offset(frame, length.Offset, afterBody: false)),
                IdField id => Narrow(id.Type, "key", Offset(frame, id.Offset, id.AfterBody)),
                ConstantField mark => Write(mark.Type, IntegerEmitter.Literal(mark.Type, mark.Value), Offset(frame, mark.Offset, mark.AfterBody)),
                _ => null,
            };
            if (statement is null) continue;
            writer.Space();
            writer.Line(Comment(field));
            writer.Line(statement);
        }
    }

    private static string Announced(int extra) => extra switch { 0 => "bodySize", > 0 => $"bodySize + {extra}", _ => $"bodySize - {-extra}" };

    /// <summary>Writes the low bytes of a wider number.</summary>
    private static string Narrow(IntegerType type, string value, string offset) => type.Size == 1
        ? $"frame[{offset}] = unchecked((byte)({value}));"
        : Write(type, $"unchecked(({IntegerEmitter.CSharp(type)})({value}))", offset);

    private static string Write(IntegerType type, string value, string offset) =>
        new IntegerEmitter(type).Write(value, new Place("frame", offset, type.Size));

    private static string Offset(Frame frame, int offset, bool afterBody) =>
        afterBody ? $"bodySize + {frame.HeadSize + offset}" : Literals.Number(offset);

    /// <summary>The comment above a field's read or write.</summary>
    public static string Comment(FrameField field) => field switch
    {
        LengthField length => $"// {length.Name}: {new IntegerEmitter(length.Type).Format}, counts the body{Extra(length.Extra)}",
        IdField id => $"// {id.Name}: {new IntegerEmitter(id.Type).Format}",
        ConstantField mark => $"// {mark.Name}: {new IntegerEmitter(mark.Type).Format}, always {IntegerEmitter.Literal(mark.Type, mark.Value)}",
        _ => $"// {field.Name}",
    };

    private static string Extra(int extra) => extra switch
    {
        0 => "",
        1 => " and 1 byte more",
        > 1 => $" and {extra} bytes more",
        _ => $" less {-extra} bytes",
    };
}
