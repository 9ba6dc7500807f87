using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>How one kind of field type is said in C#: its read and its write side by side. One subtype a kind.</summary>
internal abstract class TypeEmitter
{
    /// <summary>The emitter of a type.</summary>
    public static TypeEmitter For(FieldType type, string protocolNamespace) => type switch
    {
        IntegerType integer => new IntegerEmitter(integer),
        FloatType number => new FloatEmitter(number),
        BoolType => new BoolEmitter(),
        CharType => new CharEmitter(),
        VarintType varint => new VarintEmitter(varint),
        EnumFieldType named => new EnumFieldEmitter(named, protocolNamespace),
        TextType text => new TextEmitter(text),
        BytesType bytes => new BytesEmitter(bytes),
        _ => throw new NotSupportedException($"No emitter for {type.GetType().Name}."),
    };

    /// <summary>The type of the record's property.</summary>
    public abstract string CSharpType { get; }

    /// <summary>The type of the view's property.</summary>
    public virtual string ViewType => CSharpType;

    /// <summary>How the wire table describes the field.</summary>
    public abstract string Format { get; }

    /// <summary>Whether <c>default</c> of the C# type is a value the property must hide.</summary>
    public virtual bool IsText => false;

    /// <summary>The expression that two values are equal.</summary>
    public virtual string Equal(string left, string right) => $"{left} == {right}";

    /// <summary>The statement that refuses a value of a fixed-size field which the wire cannot hold; null where there is none.</summary>
    public virtual string? Check(string value, FieldNames names) => null;

    /// <summary>The statement that writes a value of fixed size.</summary>
    public virtual string Write(string value, Place place) => throw NotFixed();

    /// <summary>The expression that reads the view's property from a fixed place.</summary>
    public virtual string Read(Place place) => throw NotFixed();

    /// <summary>The condition under which the bytes at a fixed place are no legal value, and the error; null where any bytes are.</summary>
    public virtual (string Condition, string Error)? Refusal(Place place, FieldNames names, string offset) => null;

    /// <summary>The literal of a constant, fit for <see cref="Write"/>.</summary>
    public abstract string Literal(FieldValue value);

    /// <summary>The condition under which a fixed place does not hold a constant, and the error.</summary>
    public virtual (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        throw new NotSupportedException($"No constants of {GetType().Name}.");

    private NotSupportedException NotFixed() => new($"{GetType().Name} has no fixed size.");
}

/// <summary>What errors call a field.</summary>
/// <param name="Message">The message's C# name.</param>
/// <param name="Field">The property's name, or the schema's where there is no property.</param>
internal readonly record struct FieldNames(string Message, string Field)
{
    /// <summary>The path as a C# literal.</summary>
    public string Path => $"\"{Message}.{Field}\"";

    /// <summary>The two names as C# arguments.</summary>
    public string Arguments => $"\"{Message}\", \"{Field}\"";
}
