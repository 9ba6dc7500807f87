using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>A field together with everything its emission needs to know.</summary>
internal sealed class MessageField
{
    public MessageField(Field model, string id, string structure, TypeScope scope)
    {
        (Field, Id) = (model, id);
        Names = new(structure, model.Property ?? model.Name);
        Type = model switch
        {
            { Property: null, Derivation: null, Type: BytesType or BcdType or BitListType or ListType or StructType, Type.FixedSize: { } size } => new ReservedEmitter(size),
            { Derivation: not null, Type: SwitchType choice } => SwitchEmitters.ForNumber(choice, scope, Names, id),
            { KeepsSpelling: true, Type: VarintType varint } => new LenientVarintEmitter(varint, Spelling),
            { KeepsSpelling: true, Type: BoolType } => new LenientBoolEmitter(Spelling),
            { KeepsSpelling: true } when model.Type.SizeRule() is VarintPrefixedSize { Prefix: var prefix } =>
                new LenientPrefixEmitter(prefix, TypeOf(model with { Type = LenientPrefixEmitter.Content(model.Type) }, id, scope), SizeChecks.CountsElements(model.Type), Spelling),
            _ => TypeOf(model, id, scope),
        };
    }

    /// <summary>The model.</summary>
    public Field Field { get; }

    /// <summary>A name, unique in its structure, that locals and hidden members are called after.</summary>
    public string Id { get; }

    /// <summary>How its type is said in C#.</summary>
    public TypeEmitter Type { get; }

    /// <summary>The record's member that keeps how the value was spelled.</summary>
    public string Spelling => "Spelling" + Id;

    /// <summary>What errors call it.</summary>
    public FieldNames Names { get; }

    /// <summary>The record's and the view's property.</summary>
    public string Property => Field.Property ?? "";

    /// <summary>Whether the user gives its value.</summary>
    public bool IsSettable => Field.Property is not null && Field.Derivation is null;

    /// <summary>Whether it is reserved: without a property, but kept for the round trip.</summary>
    public bool IsReserved => Field.Property is null && Field.Derivation is null;

    /// <summary>Whether the record has a value for it.</summary>
    public bool IsStored => IsSettable || IsReserved;

    /// <summary>Whether it may be absent.</summary>
    public bool IsOptional => Field.Presence is not null;

    /// <summary>Whether it is computed when encoding, wholly or in part.</summary>
    public bool IsComputed => Field.Derivation is not (null or ConstantDerivation) || Field.DerivedParts.Count > 0;

    /// <summary>A local variable for its value.</summary>
    public string Local => CSharpNames.Local(Id);

    /// <summary>The record's member: its property, or where a reserved field is kept.</summary>
    public string Member => IsReserved ? $"Kept{Id}" : IsRaw ? Property + "Raw" : Property;

    /// <summary>Whether the record stores it as it is on the wire, beside what it means.</summary>
    public bool IsRaw => Raw is not null;

    /// <summary>What it means beyond its type, where that is a property of its own.</summary>
    public RawMeaning? Raw => IsSettable && Field.Meaning is { } meaning ? RawMeaning.Of(this, meaning) : null;

    /// <summary>The type of the record's member.</summary>
    public string MemberType => IsNullable && !Type.IsNullable ? Type.CSharpType + "?" : Type.CSharpType;

    /// <summary>Whether the member is null where the field is absent. A reserved field follows its condition alone, and so does one of which null is a value.</summary>
    public bool IsNullable => IsOptional && IsStored && !((IsReserved || Type.IsNullable) && Field.Presence is Conditional);

    /// <summary>Its value on the message being encoded, or its constant; only where it is present.</summary>
    public string Value => Constant ?? (!IsNullable || Type.IsNullable ? $"message.{Member}" : Type.IsClass ? $"message.{Member}!" : $"message.{Member}.GetValueOrDefault()");

    /// <summary>The condition that the record has a value.</summary>
    public string IsGiven => $"message.{Member} is not null";

    /// <summary>The comment above its read or write.</summary>
    public string Comment => $"// {Field.Name}: {Type.Format}";

    private TypeEmitter TypeOf(Field model, string id, TypeScope scope) =>
        model.Meaning is { } meaning ? MeaningEmitters.For(model, meaning, scope, Names, id) : TypeEmitter.For(model.Type, scope, Names, id);

    private string? Constant => (Field.Constant, Field.Type) switch
    {
        (null, _) => null,
        (TextValue text, TextType or BcdType) => Literals.String(text.Value),
        var (constant, _) => Type.Literal(constant!),
    };
}
