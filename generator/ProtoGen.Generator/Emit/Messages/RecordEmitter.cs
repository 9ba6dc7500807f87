using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>What a user of a message touches: properties, equality, encoding and decoding.</summary>
internal static class RecordEmitter
{
    public static void WriteProperties(SourceWriter writer, BodyPlan plan)
    {
        foreach (var field in plan.Properties)
        {
            writer.Space();
            writer.Line(Xml.Summary(field.Field.Doc, $"The field <c>{Xml.Escape(field.Field.Name)}</c>: {Xml.Escape(field.Type.Format)}."));
            writer.Line(Declaration(field));
        }
    }

    /// <summary>Text that was never set reads as "", so it must also compare as "".</summary>
    public static void WriteEquality(SourceWriter writer, BodyPlan plan)
    {
        var fields = plan.Settable.ToList();
        if (!fields.Any(field => field.Type.IsText)) return;

        var equal = string.Join(" && ", fields.Select(field => field.Type.Equal(field.Property, $"other.{field.Property}")));
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public bool Equals({plan.Name} other) => {equal};
            """);
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        if (fields.Count <= 8)
        {
            writer.Line($"public override int GetHashCode() => {HashCode}.Combine({string.Join(", ", fields.Select(field => field.Property))});");
            return;
        }

        using (writer.Open("public override int GetHashCode()"))
        {
            writer.Line($"var hash = new {HashCode}();");
            foreach (var field in fields) writer.Line($"hash.Add({field.Property});");
            writer.Line("return hash.ToHashCode();");
        }
    }

    public static void WriteCodecMembers(SourceWriter writer, Message message)
    {
        var name = message.Name;
        writer.Space();
        writer.Line($$"""
            /// <summary>The bytes of the body.</summary>
            /// <exception cref="{{EncodeException}}">A value cannot be represented on the wire.</exception>
            public int GetSize() => {{MessageCodec}}.GetSize(in this);

            /// <summary>Checks every value, then writes the body to the start of <paramref name="destination"/>.</summary>
            /// <returns>The bytes written.</returns>
            /// <exception cref="{{EncodeException}}">A value cannot be represented, or the destination is too short; nothing was written.</exception>
            public int Encode({{Destination}} destination) => {{MessageCodec}}.Encode(in this, destination);

            /// <summary>Reads a whole body. Never throws.</summary>
            public static bool TryDecode({{Bytes}} body, out {{name}} message, out {{DecodeError}} error)
            {
                if (View.TryParse(body, out var view, out error)) return view.TryToRecord(out message, out error);
                message = default;
                return false;
            }

            static string {{MessageInterface}}<{{name}}>.Name => "{{name}}";

            static long {{MessageInterface}}<{{name}}>.GetKey(in {{name}} message) => Wire.Key;

            static bool {{MessageInterface}}<{{name}}>.TryDecode({{Bytes}} body, out {{name}} message, out {{DecodeError}} error) =>
                TryDecode(body, out message, out error);
            """);
    }

    private static string Declaration(MessageField field)
    {
        var type = field.Type.CSharpType;
        if (field.Field.Constant is { } constant) return $"public {type} {field.Property} => {ConstantProperty(field, constant)};";
        return field.Type.IsText
            ? $"public required {type} {field.Property} {{ get => field ?? \"\"; init; }}"
            : $"public required {type} {field.Property} {{ get; init; }}";
    }

    private static string ConstantProperty(MessageField field, FieldValue constant) => (field.Field.Type, constant) switch
    {
        (TextType, TextValue text) => Literals.String(text.Value),
        (EnumFieldType, _) => $"unchecked(({field.Type.CSharpType})({field.Type.Literal(constant)}))",
        _ => field.Type.Literal(constant),
    };
}
