using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Text; its bytes are checked when it becomes a string.</summary>
internal sealed class TextEmitter(TextType type) : SizedEmitter(type.Size)
{
    protected override string Codec => type.Encoding switch
    {
        TextEncoding.Utf8 => RuntimeNames.Utf8Text,
        TextEncoding.Ascii => RuntimeNames.AsciiText,
        _ => RuntimeNames.Latin1Text,
    };

    /// <summary>The encoding's name, as the schema spells it.</summary>
    public string Encoding => type.Encoding switch { TextEncoding.Utf8 => "utf-8", TextEncoding.Ascii => "ascii", _ => "latin1" };

    public override bool IsText => true;

    public override string CSharpType => "string";

    public override string Format => type.Size is FixedSize ? $"text, {Encoding}, padded with {Pad}" : Describe($"text, {Encoding}");

    private string Pad => $"0x{type.Pad:x2}";

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, {Pad}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.WriteFixed({value}, {place.Slice}, {Pad});";

    public override string Read(Place place) => place.Slice;

    /// <summary>The expression that cuts the padding off; the bytes themselves where there is none.</summary>
    public string Trim(string bytes) => type.Size is FixedSize ? $"{RuntimeNames.WireBytes}.TrimEnd({bytes}, {Pad})" : bytes;

    /// <summary>The condition that bytes are text.</summary>
    public string TryRead(string bytes, string local) => $"{Codec}.TryRead({bytes}, out var {local})";

    protected override byte[] ConstantBytes(FieldValue constant)
    {
        var text = ((TextValue)constant).Value;
        var encoding = type.Encoding == TextEncoding.Latin1 ? System.Text.Encoding.GetEncoding("iso-8859-1") : new UTF8Encoding(false);
        var bytes = encoding.GetBytes(text);
        return type.FixedSize is { } size ? [.. bytes, .. Enumerable.Repeat(type.Pad, size - bytes.Length)] : bytes;
    }
}
