using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Chooses how a list is read: numbers in bulk, everything else element by element in the runtime.</summary>
internal static class ListEmitters
{
    public static TypeEmitter For(ListType type, TypeScope scope, FieldNames names, string name)
    {
        if (type.ElementAlign == 1 && Bulk(type.Element, scope) is { } bulk) return new NumberListEmitter(type, bulk.Element, bulk.Order);
        var element = type.Element is StructType nested
            ? Element.Of(new StructFieldEmitter(nested, scope), nested)
            : Element.Of(scope.Codecs.Add(name + "Element", type.Element, names, scope));
        return new ElementListEmitter(type, element);
    }

    /// <summary>Elements of 1, 2, 4 or 8 bytes of which any bits are a value.</summary>
    private static (TypeEmitter Element, ByteOrder Order)? Bulk(FieldType element, TypeScope scope) => element switch
    {
        IntegerType { Size: 1 or 2 or 4 or 8 } whole => (new IntegerEmitter(whole), whole.Order),
        FloatType number => (new FloatEmitter(number), number.Order),
        EnumFieldType { IsClosed: false, Underlying: { Size: 1 or 2 or 4 or 8 } whole } named => (new EnumFieldEmitter(named, scope), whole.Order),
        BitsFieldType { Underlying: { Size: 1 or 2 or 4 or 8 } whole } bits => (new BitsFieldEmitter(bits, scope), whole.Order),
        _ => null,
    };
}

/// <summary>Who reads and writes an element.</summary>
/// <param name="Type">The element.</param>
/// <param name="Arguments">The type arguments of the runtime's loops.</param>
/// <param name="Outer">What an element takes from around the list.</param>
internal sealed record Element(TypeEmitter Type, string Arguments, Func<Scope, string> Outer)
{
    public static Element Of(StructFieldEmitter nested, StructType type) => new(nested, nested.Codec, around => around.Outer(type.Arguments, type.IsRecursive));

    public static Element Of(NestedCodec codec) => new(
        codec.Type,
        $"<{codec.FullName}, {codec.Type.CSharpType}, {codec.Type.ViewType}>",
        around => around.Outer(codec.References, deeper: false));
}
