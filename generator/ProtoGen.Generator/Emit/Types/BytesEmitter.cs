using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Bytes as they are.</summary>
internal sealed class BytesEmitter(BytesType type) : SizedEmitter(type.Size)
{
    protected override string Codec => RuntimeNames.WireBytes;

    public override string CSharpType => $"{RuntimeNames.WireList}<byte>";

    public override string Format => Describe("bytes");

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.Write({value}, {place.Slice});";

    public override string Read(Place place) => place.Slice;

    public override string? CopyBytes(string bytes) => $"{Codec}.Read({bytes})";

    protected override byte[] ConstantBytes(FieldValue constant) => [.. ((BytesValue)constant).Value];
}
