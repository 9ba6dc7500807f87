using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>A single value: as its type writes it, or as its meaning is shown.</summary>
internal sealed class TypedScalar(Protocol protocol)
{
    private readonly EnumNames _enums = new(protocol);

    /// <exception cref="UsageException">The text does not fit; says why.</exception>
    public FieldValue Read(FieldType type, Meaning? meaning, YamlScalar text, string path)
    {
        if (meaning is not null && MeantValue.Read(type, meaning, text.Text) is { } meant) return meant;
        var problem = "";
        FieldValue? value = type switch
        {
            EnumFieldType known => _enums.Read(known, text, out problem),
            // Of what only code of the user's own reads, the bytes can be given.
            CodecType => ValueReader.Read(new BytesType(new RestSize()), text.Whole, null!, out problem),
            _ => ValueReader.Read(type, text.Whole, null!, out problem),
        };
        return value ?? throw TypedValues.Refuse(path, $"cannot be '{text.Text}': {problem}");
    }
}
