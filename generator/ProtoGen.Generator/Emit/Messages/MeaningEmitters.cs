using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

internal static class MeaningEmitters
{
    public static TypeEmitter For(Field field, Meaning meaning, TypeScope scope, FieldNames names, string id) => TypeEmitter.For(field.Type, scope, names, id);

    public static string View(MessageField field, string read) => read;

    public static string? NullNumber(MessageField field) => null;
}

internal sealed record RawMeaning
{
    public static RawMeaning? Of(MessageField field, Meaning meaning) => null;

    public static void WriteProperties(SourceWriter writer, MessageField field, RawMeaning raw) { }
}
