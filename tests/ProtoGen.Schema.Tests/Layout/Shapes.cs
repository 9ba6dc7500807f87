using System.Globalization;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout;

/// <summary>Short words for models that no schema is written for.</summary>
internal static class Shapes
{
    public static readonly IntegerType U8 = new(1, Signed: false, ByteOrder.Big);
    public static readonly IntegerType U16 = new(2, Signed: false, ByteOrder.Big);
    public static readonly IntegerType U24 = new(3, Signed: false, ByteOrder.Big);
    public static readonly IntegerType U32 = new(4, Signed: false, ByteOrder.Big);
    public static readonly VarintType Varint = new(32, VarintCoding.Unsigned);
    public static readonly SizeRule Rest = new RestSize();

    public static Field Of(string name, FieldType type) => new()
    {
        Name = name,
        Property = name[0] == '_' ? null : char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..],
        Type = type,
    };

    public static Field If(this Field field, params ConditionTerm[] terms) => field with { Presence = new Conditional(EquatableArray.Of(terms)) };

    public static Field If(this Field field, string bit) => field.If(new ConditionTerm(Own(bit), ConditionOperator.IsSet, 0));

    public static Field IfNot(this Field field, string bit) => field.If(new ConditionTerm(Own(bit), ConditionOperator.IsClear, 0));

    public static Field Tail(this Field field) => field with { Presence = new OptionalTail() };

    public static Field From(this Field field, Derivation derivation) => field with { Property = null, Derivation = derivation };

    public static Field In(this Field field, SizeRule size, Trailing trailing = Trailing.Error) => field with { Bound = new(size, trailing) };

    public static Field Aligned(this Field field, int to) => field with { Align = to };

    public static ValueReference Own(string path) => new OwnValue(path.Split('.').ToEquatableArray());

    public static SizeRule Fixed(int count) => new FixedSize(count);

    public static SizeRule By(FieldType prefix) => prefix is VarintType varint ? new VarintPrefixedSize(varint) : new PrefixedSize((IntegerType)prefix);

    public static SizeRule Said(string path, params ArithmeticStep[] steps) => new ReferencedSize(Own(path), EquatableArray.Of(steps));

    public static SizeRule Until(params byte[] mark) => new TerminatedSize(EquatableArray.Of(mark));

    public static ArithmeticStep Plus(long operand) => new(ArithmeticOperator.Add, operand);

    public static ArithmeticStep Times(long operand) => new(ArithmeticOperator.Multiply, operand);

    public static TextType TextOf(SizeRule size, TextEncoding encoding = TextEncoding.Ascii, byte pad = 0x20) => new(size, encoding, pad);

    public static BytesType Bytes(SizeRule size) => new(size);

    public static ListType List(FieldType element, SizeRule size) => new(element, size, InBytes: false);

    public static ListType ListInBytes(FieldType element, SizeRule size) => new(element, size, InBytes: true);

    public static SwitchCase Case(string name, FieldType? type, params long[] keys) => new(name, EquatableArray.Of(keys), type, CarriesTag: keys.Length != 1);

    public static SwitchType Switch(string tag, params SwitchCase[] cases) => new(Own(tag), EquatableArray.Of(cases), null, "Choice");

    public static StructType Use(Structure structure, params ValueReference[] arguments) => BodyLayoutBuilder.Use(structure, EquatableArray.Of(arguments));

    public static Structure Message(params Field[] fields) => Of("Message", BodyLayoutBuilder.Build(fields, 65536));

    public static Structure Struct(string name, params Field[] fields) => Of(name, BodyLayoutBuilder.BuildStruct(fields, 65536));

    public static Structure Taking(this Structure structure, params string[] names) =>
        structure with { Parameters = names.Select(name => new Parameter(name, ParameterSource.Enclosing)).ToEquatableArray() };

    private static Structure Of(string name, BodyLayout layout) => new() { Name = name, SchemaName = name, Layout = layout };
}
