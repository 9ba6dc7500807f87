using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>How a user encodes and decodes a message by hand, and how the engine does.</summary>
internal static class CodecMembersEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan, bool isIdempotent)
    {
        var name = plan.Name;
        writer.Space();
        writer.Line($$"""
            /// <summary>The bytes of the body.</summary>
            /// <exception cref="{{EncodeException}}">A value cannot be represented on the wire.</exception>
            public int GetSize() => {{MessageCodec}}.GetSize(in this);

            /// <summary>Checks every value, then writes the body to the start of <paramref name="destination"/>.</summary>
            /// <returns>The bytes written.</returns>
            /// <exception cref="{{EncodeException}}">A value cannot be represented, or the destination is too short; nothing was written.</exception>
            public int Encode({{Destination}} destination) => {{MessageCodec}}.Encode(in this, destination);
            """);
        writer.Space();
        DecodeEmitter.Write(writer, plan);
        writer.Space();
        writer.Line($$"""
            static string {{MessageInterface}}<{{name}}>.Name => "{{name}}";
            """);
        writer.Space();
        UnknownIdEmitter.WriteKey(writer, plan);
        writer.Space();
        writer.Line($$"""
            static bool {{MessageInterface}}<{{name}}>.TryDecode({{Bytes}} body, out {{name}} message, out {{DecodeError}} error) =>
                TryDecode(body, out message, out error);
            """);
        UnknownIdEmitter.WriteDecode(writer, plan);
        if (isIdempotent)
        {
            writer.Space();
            writer.Line($"static bool {MessageInterface}<{name}>.IsIdempotent => true;");
        }

        if (plan.TakesOuter) WriteWithOuter(writer, name);
    }

    private static void WriteWithOuter(SourceWriter writer, string name)
    {
        writer.Space();
        writer.Line($$"""
            /// <summary>The bytes of the body, given what it takes from outside.</summary>
            /// <exception cref="{{EncodeException}}">A value cannot be represented on the wire.</exception>
            public int GetSize(in {{WireOuter}} outer) => {{MessageCodec}}.GetSize(in this, in outer);

            /// <summary>Checks every value, then writes the body to the start of <paramref name="destination"/>, given what it takes from outside.</summary>
            /// <returns>The bytes written.</returns>
            /// <exception cref="{{EncodeException}}">A value cannot be represented, or the destination is too short; nothing was written.</exception>
            public int Encode(in {{WireOuter}} outer, {{Destination}} destination) => {{MessageCodec}}.Encode(in this, in outer, destination);

            /// <summary>Reads a whole body, given what it takes from outside. Never throws.</summary>
            public static bool TryDecode({{Bytes}} body, in {{WireOuter}} outer, out {{name}} message, out {{DecodeError}} error)
            {
                if (View.TryParse(body, in outer, out var view, out error)) return view.TryToRecord(out message, out error);
                message = default;
                return false;
            }

            static int {{MessageInterface}}<{{name}}>.GetSize(in {{name}} message) => {{MessageCodec}}.GetSize(in message, default);

            static void {{MessageInterface}}<{{name}}>.Encode(in {{name}} message, {{Destination}} body) => {{MessageCodec}}.Write(in message, default, body);

            static bool {{MessageInterface}}<{{name}}>.TryDecode({{Bytes}} body, in {{WireOuter}} outer, out {{name}} message, out {{DecodeError}} error) =>
                TryDecode(body, in outer, out message, out error);
            """);
    }
}
