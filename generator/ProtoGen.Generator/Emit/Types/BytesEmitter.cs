using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Bytes as they are.</summary>
internal sealed class BytesEmitter(BytesType type) : SizedEmitter(type.Size)
{
    protected override string Codec => RuntimeNames.WireBytes;

    public override string CSharpType => $"{RuntimeNames.WireList}<byte>";

    public override string Format => Describe("bytes");

    public override bool IsPlain => true;

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.Write({value}, {place.Slice});";

    protected override string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset) => $"{Codec}.Read({bytes})";

    protected override string CountTerminated(string value, string mark, long limit, FieldNames names) =>
        $"{RuntimeNames.TerminatedBytes}.Measure({value}, {mark}, {limit}, {names.Arguments})";

    protected override byte[] ConstantBytes(FieldValue constant) => [.. ((BytesValue)constant).Value];
}
