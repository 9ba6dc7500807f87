using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>How one kind of field type is said in C#: its read and its write side by side. One subtype a kind.</summary>
internal abstract class TypeEmitter
{
    /// <summary>The emitter of a type that refers to no others.</summary>
    public static TypeEmitter For(FieldType type, string protocolNamespace) => For(type, TypeScope.Plain(protocolNamespace), default, "");

    /// <summary>The emitter of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">What it may refer to.</param>
    /// <param name="names">What errors call it.</param>
    /// <param name="name">What codecs inside it are called after.</param>
    public static TypeEmitter For(FieldType type, TypeScope scope, FieldNames names, string name)
    {
        var emitter = Present(type, scope, names, name);
        return type.SizeRule() is PrefixedSize { None: { } none, Prefix: var prefix } ? new NullableEmitter(emitter, prefix, none, SizeChecks.CountsElements(type)) : emitter;
    }

    private static TypeEmitter Present(FieldType type, TypeScope scope, FieldNames names, string name) => type switch
    {
        IntegerType integer => new IntegerEmitter(integer),
        FloatType number => new FloatEmitter(number),
        BoolType => new BoolEmitter(),
        CharType => new CharEmitter(),
        VarintType varint => new VarintEmitter(varint),
        EnumFieldType named => new EnumFieldEmitter(named, scope),
        TextType text => new TextEmitter(text),
        BytesType bytes => new BytesEmitter(bytes),
        BcdType digits => new BcdEmitter(digits),
        BitsFieldType bits => new BitsFieldEmitter(bits, scope),
        BitListType bits => new BitListEmitter(bits),
        ListType list => ListEmitters.For(list, scope, names, name),
        StructType nested => new StructFieldEmitter(nested, scope),
        SwitchType choice => SwitchEmitters.For(choice, scope, names, name),
        CodecType codec => new CodecFieldEmitter(codec, scope.Namespace),
        _ => throw new NotSupportedException($"No emitter for {type.GetType().Name}."),
    };

    /// <summary>The type of the record's property.</summary>
    public abstract string CSharpType { get; }

    /// <summary>The type of the view's property.</summary>
    public virtual string ViewType => CSharpType;

    /// <summary>Whether that is a span or a view, which cannot be null: its absence needs a property of its own.</summary>
    public virtual bool IsViewRef => false;

    /// <summary>Whether the record's value is a C# class.</summary>
    public virtual bool IsClass => false;

    /// <summary>Whether null is a value that is on the wire.</summary>
    public virtual bool IsNullable => false;

    /// <summary>The condition that a value in a view is not null, given what the view remembers; null where it never is.</summary>
    public virtual string? HasValue(string state) => null;

    /// <summary>How the wire table describes the field.</summary>
    public abstract string Format { get; }

    /// <summary>The bytes on the wire where every value takes the same; null where that varies.</summary>
    public abstract int? Size { get; }

    /// <summary>Whether <c>default</c> of the C# type is a value the property must hide.</summary>
    public virtual bool IsText => false;

    /// <summary>The expression that two values are equal.</summary>
    public virtual string Equal(string left, string right) => $"{left} == {right}";

    /// <summary>The <c>long</c> that a value stands for in sizes, conditions and tags; null where it stands for none.</summary>
    public virtual string? Number(string value) => null;

    /// <summary>The number of a list's elements, given what a view remembers.</summary>
    public virtual string CountOf(string state) => throw new NotSupportedException($"{GetType().Name} has no elements.");

    /// <summary>The value that a <c>long</c> stands for.</summary>
    public virtual string FromNumber(string number) => throw new NotSupportedException($"{GetType().Name} is not derived from a number.");

    /// <summary>The smallest and the largest <c>long</c> that a derived value may be.</summary>
    public virtual (string Min, string Max) NumberRange => throw new NotSupportedException($"{GetType().Name} is not derived from a number.");

    /// <summary>The statement that refuses a value of a fixed-size field which the wire cannot hold; null where there is none.</summary>
    public virtual string? Check(string value, FieldNames names) => null;

    /// <summary>The statement that writes a value of fixed size.</summary>
    public virtual string Write(string value, Place place) => throw NotFixed();

    /// <summary>The expression that reads the view's property from a fixed place.</summary>
    public virtual string Read(Place place) => throw NotFixed();

    /// <summary>The condition under which the bytes at a fixed place are no legal value, and the error; null where any bytes are.</summary>
    public virtual (string Condition, string Error)? Refusal(Place place, FieldNames names, string offset) => null;

    /// <summary>Refuses bytes at a fixed place that are no legal value.</summary>
    public virtual void Verify(ReadScope scope, Place place, FieldNames names)
    {
        if (Refusal(place, names, place.Offset) is { } refusal) scope.Refuse(refusal.Condition, refusal.Error);
    }

    /// <summary>Whether any bytes of the right number are a legal value, that is copied without failing.</summary>
    public virtual bool IsPlain => false;

    /// <summary>The expression that copies a value from a fixed place into the record; may write statements that fail.</summary>
    /// <param name="scope">Where statements go.</param>
    /// <param name="place">The place.</param>
    /// <param name="names">For errors.</param>
    /// <param name="local">A name for a local.</param>
    /// <param name="offset">The place's offset in the whole body.</param>
    public virtual string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) => Read(place);

    /// <summary>What a view remembers of a field whose place varies: its type and the end of its name.</summary>
    public virtual (string Type, string Suffix) State => ("int", "Start");

    /// <summary>Finds and checks the field from <c>position</c> on; afterwards a local knows what the view remembers.</summary>
    /// <param name="scope">Where statements go.</param>
    /// <param name="names">For errors.</param>
    /// <param name="local">The local.</param>
    /// <param name="declare">Whether it is declared here.</param>
    public virtual void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        scope.Require($"{WireSizes}.TryTakeFixed({scope.Body}, {Size}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");
        Verify(scope, new(scope.Body, local, Size!.Value), names);
    }

    /// <summary>The expression of the view's property, given what the view remembers.</summary>
    public virtual string View(ReadScope scope, string state) => Read(new(scope.Body, state, Size!.Value));

    /// <summary>The expression of the record's value, given what the view remembers; may write statements that fail.</summary>
    public virtual string Copy(ReadScope scope, FieldNames names, string state, string local) =>
        CopyFixed(scope, new(scope.Body, state, Size!.Value), names, local, state);

    /// <summary>The expression of a value's bytes, where one expression says them all and refuses what cannot be written; else null.</summary>
    public virtual string? MeasureExpression(string value, int limit, FieldNames names) => null;

    /// <summary>Refuses what the wire cannot hold, and moves the position behind the value.</summary>
    public virtual void Measure(WriteScope scope, FieldNames names, string value)
    {
        if (MeasureExpression(value, scope.Limit, names) is { } size)
        {
            scope.Advance(size);
            return;
        }

        if (Check(value, names) is { } check) scope.Writer.Line(check);
        scope.Advance(Literals.Number(Size!.Value));
    }

    /// <summary>The expression that writes a value to a span and yields the bytes written; null where it takes more than one.</summary>
    public virtual string? WriteExpression(string value, string destination) => null;

    /// <summary>Writes a value that was measured, and moves the position behind it.</summary>
    public virtual void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (WriteExpression(value, "body.Slice(position)") is { } write)
        {
            scope.Advance(write);
            return;
        }

        scope.Writer.Line(Write(value, new("body", "position", Size!.Value)));
        scope.Advance(Literals.Number(Size!.Value));
    }

    /// <summary>The literal of a constant, fit for <see cref="Write"/>.</summary>
    public abstract string Literal(FieldValue value);

    /// <summary>The condition under which a fixed place does not hold a constant, and the error.</summary>
    public virtual (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        throw new NotSupportedException($"No constants of {GetType().Name}.");

    /// <summary><c>var</c> with its space, or nothing.</summary>
    protected static string Var(bool declare) => declare ? "var " : "";

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
