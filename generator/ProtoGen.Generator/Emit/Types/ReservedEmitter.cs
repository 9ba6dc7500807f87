using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Reserved bytes: kept for the round trip, and zero in a record that was not decoded.</summary>
internal sealed class ReservedEmitter(int size) : TypeEmitter
{
    public override string CSharpType => $"{RuntimeNames.WireList}<byte>";

    public override string ViewType => RuntimeNames.Bytes;

    public override bool IsViewRef => true;

    public override string Format => "reserved bytes";

    public override int? Size => size;

    public override bool IsPlain => true;

    public override string? Check(string value, FieldNames names) => $"{RuntimeNames.ReservedBytes}.Check({value}, {size}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{RuntimeNames.ReservedBytes}.Write({value}, {place.Slice});";

    public override string Read(Place place) => place.Slice;

    public override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) => $"{RuntimeNames.ReservedBytes}.Read({place.Slice})";

    public override string Literal(FieldValue value) => throw new NotSupportedException("Reserved bytes have no constant.");
}
