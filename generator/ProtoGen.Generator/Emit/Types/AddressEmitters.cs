using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Sixteen bytes in network order as a <c>Guid</c>.</summary>
internal sealed class GuidEmitter : TypeEmitter
{
    public override string CSharpType => GuidType;

    public override string Format => "guid, 16 bytes in network order";

    public override int? Size => 16;

    public override bool IsPlain => true;

    public override string Write(string value, Place place) => $"{value}.TryWriteBytes({place.Slice}, bigEndian: true, out _);";

    public override string Read(Place place) => $"new {GuidType}({place.Slice}, bigEndian: true)";

    public override string Literal(FieldValue value) => $"new {GuidType}({BytesLiterals.Span(value)}, bigEndian: true)";
}

/// <summary>Six bytes as an Ethernet address.</summary>
internal sealed class MacEmitter : TypeEmitter
{
    public override string CSharpType => MacAddress;

    public override string Format => "Ethernet address, 6 bytes";

    public override int? Size => 6;

    public override bool IsPlain => true;

    public override string Write(string value, Place place) => $"{value}.WriteTo({place.Slice});";

    public override string Read(Place place) => $"new {MacAddress}({place.Slice})";

    public override string Literal(FieldValue value) => $"new {MacAddress}({BytesLiterals.Span(value)})";
}

/// <summary>Four or sixteen bytes as an internet address; a view shows the bytes, so that nothing is allocated.</summary>
internal sealed class IpEmitter(int version) : TypeEmitter
{
    public override string CSharpType => IpAddressType;

    public override string ViewType => Bytes;

    public override bool IsViewRef => true;

    public override bool IsClass => true;

    public override string Format => $"IPv{version} address, {Size} bytes";

    public override int? Size => version == 4 ? 4 : 16;

    public override bool IsPlain => true;

    public override string Equal(string left, string right) => $"object.Equals({left}, {right})";

    public override string? Check(string value, FieldNames names) => $"{WireAddress}.CheckV{version}({value}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{WireAddress}.Write({value}, {place.Slice});";

    public override string Read(Place place) => place.Slice;

    public override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) => $"{WireAddress}.Read({place.Slice})";

    public override string Literal(FieldValue value) => $"{WireAddress}.Read({BytesLiterals.Span(value)})";
}

/// <summary>Bytes as C#.</summary>
internal static class BytesLiterals
{
    /// <summary>A span of constant bytes.</summary>
    public static string Span(FieldValue value) => SizeCode.Mark(((BytesValue)value).Value);
}
