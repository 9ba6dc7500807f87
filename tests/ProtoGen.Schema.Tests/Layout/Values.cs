using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout;

/// <summary>Short words for values.</summary>
internal static class Values
{
    public static readonly FieldValue Absent = new AbsentValue();

    public static VectorValue Is(this string field, FieldValue value) => new(field, value);

    public static VectorValue Is(this string field, long number) => new(field, Number(number));

    public static VectorValue Is(this string field, string text) => new(field, new TextValue(text));

    public static FieldValue Number(long number) => new IntegerValue(new WireInteger(number));

    public static FieldValue Many(params FieldValue[] items) => new ListValue(EquatableArray.Of(items));

    public static FieldValue Raw(params byte[] bytes) => new BytesValue(EquatableArray.Of(bytes));

    public static FieldValue Group(params VectorValue[] fields) => new StructValue(EquatableArray.Of(fields));
}
