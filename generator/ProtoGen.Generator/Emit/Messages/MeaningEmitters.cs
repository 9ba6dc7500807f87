using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The types of fields whose value is offered as one .NET type.</summary>
internal static class MeaningEmitters
{
    public static TypeEmitter For(Field field, Meaning meaning, TypeScope scope, FieldNames names, string id) => (meaning.Kind, field.Type) switch
    {
        (MeaningKind.Guid, BytesType { FixedSize: 16 }) => new GuidEmitter(),
        (MeaningKind.Ipv4, BytesType { FixedSize: 4 }) => new IpEmitter(4),
        (MeaningKind.Ipv6, BytesType { FixedSize: 16 }) => new IpEmitter(6),
        (MeaningKind.Mac, BytesType { FixedSize: 6 }) => new MacEmitter(),
        (MeaningKind.Decimal, TextType text) => new DecimalEmitter(text, meaning),
        _ => TypeEmitter.For(field.Type, scope, names, id),
    };

    /// <summary>The number that means null, a <c>long</c>; null where none does.</summary>
    public static string? NullNumber(MessageField field) =>
        field.Field.Meaning?.None is IntegerValue number && field.Type.Number("") is not null ? SwitchEmitters.Key(unchecked((long)number.Value.Bits)) : null;
}
