using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Text; its bytes are checked when it becomes a string.</summary>
internal sealed class TextEmitter(TextType type) : SizedEmitter(type.Size)
{
    protected override string Codec => type.Encoding switch
    {
        TextEncoding.Utf8 => RuntimeNames.Utf8Text,
        TextEncoding.Ascii => RuntimeNames.AsciiText,
        TextEncoding.Latin1 => RuntimeNames.Latin1Text,
        _ => $"{RuntimeNames.EncodedText}.{type.Encoding}",
    };

    /// <summary>The encoding's name, as the schema spells it.</summary>
    public string Encoding => TextBytes.NameOf(type.Encoding);

    protected override bool IsWide => type.Encoding is TextEncoding.Utf16BigEndian or TextEncoding.Utf16LittleEndian;

    public override bool IsText => true;

    public override bool IsClass => true;

    public override string CSharpType => "string";

    public override string Format => type.Size is FixedSize
        ? $"text, {Encoding}, padded {(type.PadLeft ? "on the left " : "")}with {Pad}"
        : Describe($"text, {Encoding}");

    private string Pad => $"0x{type.Pad:x2}";

    private bool IsSimple => !type.PadLeft && !type.Truncates;

    public override string? Check(string value, FieldNames names) => IsSimple
        ? $"{Codec}.CheckFixed({value}, {type.FixedSize}, {Pad}, {names.Arguments});"
        : $"{RuntimeNames.PaddedText}.CheckFixed({EncodedCodec}, {value}, {type.FixedSize}, {Pad}, {Options}, {names.Arguments});";

    public override string Write(string value, Place place) => IsSimple
        ? $"{Codec}.WriteFixed({value}, {place.Slice}, {Pad});"
        : $"{RuntimeNames.PaddedText}.WriteFixed({EncodedCodec}, {value}, {place.Slice}, {Pad}, {Options});";

    /// <summary>The condition that bytes are text, and the local that holds it.</summary>
    public string TryRead(string bytes, string local) => $"{Codec}.TryRead({bytes}, out var {local})";

    public override string Trim(string bytes)
    {
        if (type.Size is not FixedSize) return bytes;
        if (IsWide) return $"{Codec}.Trim({bytes}, {Pad}, left: {(type.PadLeft ? "true" : "false")})";
        return $"{RuntimeNames.WireBytes}.Trim{(type.PadLeft ? "Start" : "End")}({bytes}, {Pad})";
    }

    protected override string CountTerminated(string value, string mark, long limit, FieldNames names) =>
        $"{RuntimeNames.TerminatedText}.Measure({EncodedCodec}, {value}, {mark}, {limit}, {names.Arguments})";

    protected override string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset)
    {
        scope.Refuse($"!{TryRead(bytes, local)}", $"{RuntimeNames.DecodeError}.NotText({names.Path}, {offset}, \"{Encoding}\", out error)");
        return local;
    }

    protected override byte[] ConstantBytes(FieldValue constant)
    {
        var bytes = TextBytes.Encode(((TextValue)constant).Value, type.Encoding) ?? [];
        return type.Size is FixedSize known ? Padding.Fill(bytes, type, known.Count) : bytes;
    }

    private string EncodedCodec => $"{RuntimeNames.EncodedText}.{type.Encoding}";

    private string Options => $"left: {(type.PadLeft ? "true" : "false")}, truncates: {(type.Truncates ? "true" : "false")}";
}
