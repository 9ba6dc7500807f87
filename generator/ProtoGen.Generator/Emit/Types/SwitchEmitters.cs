using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Chooses how a switch is held: by a type of its own, or by the one C# type that all cases have.</summary>
internal static class SwitchEmitters
{
    public static TypeEmitter For(SwitchType type, TypeScope scope, FieldNames names, string name) => type.Choice is { } choice
        ? new ChoiceFieldEmitter(type, choice, scope)
        : new SharedSwitchEmitter(type, scope.Codecs.AddSwitch(name + "Switch", type, names, scope, asNumber: false));

    /// <summary>A switch of integers of which the number alone matters: the size of another field.</summary>
    public static TypeEmitter ForNumber(SwitchType type, TypeScope scope, FieldNames names, string name) =>
        new SharedSwitchEmitter(type, scope.Codecs.AddSwitch(name + "Switch", type, names, scope, asNumber: true));

    /// <summary>What a switch takes from around it: its tag, then what its cases depend on.</summary>
    public static IReadOnlyList<ValueReference> References(SwitchType type) =>
        [type.Tag, .. type.AllCases.Where(known => known.Type is not null).SelectMany(known => ReferredTypes.References(known.Type!)).Where(reference => !reference.Equals(type.Tag)).Distinct()];

    /// <summary>The condition on an expression that its value belongs to a case.</summary>
    public static string Belongs(string tag, SwitchType type, SwitchCase known)
    {
        var keys = known.Keys.Count > 0 ? known.Keys : type.Cases.SelectMany(other => other.Keys).ToEquatableArray();
        var pattern = string.Join(" or ", keys.Select(Key));
        return known.Keys.Count > 0 ? $"{tag} is {pattern}" : keys.Count == 0 ? "true" : $"{tag} is not ({pattern})";
    }

    /// <summary>A tag as a literal.</summary>
    public static string Key(long key) => key == long.MinValue ? "long.MinValue" : key.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The labels of a case in a C# switch over tags.</summary>
    public static string Labels(SwitchCase known) => known.Keys.Count == 0 ? "default:" : string.Join("\n", known.Keys.Select(key => $"case {Key(key)}:"));
}

/// <summary>What is read and written by a codec that takes its tag, and all it depends on, from around it.</summary>
/// <param name="type">The switch.</param>
/// <param name="references">What it takes.</param>
internal abstract class TaggedEmitter(SwitchType type, IReadOnlyList<ValueReference> references) : TypeEmitter
{
    protected abstract string Codec { get; }

    /// <summary>The switch.</summary>
    public SwitchType Switch => type;

    /// <summary>The C# type that reads and writes it.</summary>
    public abstract string Owner { get; }

    /// <summary>What it takes from around it, the tag first.</summary>
    public IReadOnlyList<ValueReference> References => references;

    public sealed override int? Size => null;

    public override (string Type, string Suffix) State => (RuntimeNames.WireRange, "Range");

    public override void Take(ReadScope around, FieldNames names, string local, bool declare) =>
        around.Require($"{RuntimeNames.StructCodec}.TryTake{Codec}({around.Body}, {Outer(around)}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");

    public override string View(ReadScope around, string state) => $"{RuntimeNames.StructCodec}.View{Codec}({around.Body}, {Outer(around)}, {state})";

    public override string Copy(ReadScope around, FieldNames names, string state, string local)
    {
        around.Require($"{RuntimeNames.StructCodec}.TryRead{Codec}({around.Body}.Slice(0, {state}.End), {Outer(around)}, {names.Path}, {state}.Start, out var {local}, out error)");
        return local;
    }

    public override void Measure(WriteScope around, FieldNames names, string value) =>
        around.MoveTo($"{RuntimeNames.StructCodec}.Measure{Codec}({value}, {Outer(around)}, {around.Position}, {names.Arguments})");

    public override void Encode(WriteScope around, FieldNames names, string value) =>
        around.MoveTo($"{RuntimeNames.StructCodec}.Encode{Codec}({value}, {Outer(around)}, body, position)");

    public override string Literal(FieldValue value) => throw new NotSupportedException("No constant is a switch.");

    private string Outer(Scope around) => around.Outer(references, deeper: false);
}

/// <summary>A switch with a C# type of its own; its own file reads and writes it.</summary>
internal sealed class ChoiceFieldEmitter(SwitchType type, string choice, TypeScope scope) : TaggedEmitter(type, SwitchEmitters.References(type))
{
    public override string Owner => CSharpType;

    protected override string Codec => $"<{CSharpType}, {CSharpType}, {ViewType}>";

    public override string CSharpType => scope.Full(choice);

    public override string ViewType => $"{CSharpType}.View";

    public override bool IsViewRef => true;

    public override bool IsClass => true;

    public override string Format => $"{choice}, told apart by {Switch.Tag}";
}

/// <summary>A switch whose cases have one C# type.</summary>
internal sealed class SharedSwitchEmitter(SwitchType type, NestedSwitch codec) : TaggedEmitter(type, codec.References)
{
    public override string Owner => codec.FullName;

    protected override string Codec => $"<{codec.FullName}, {codec.ValueType}, {codec.ViewType}>";

    public override string CSharpType => codec.ValueType;

    public override string ViewType => codec.ViewType;

    public override bool IsViewRef => codec.IsViewRef;

    public override bool IsClass => !codec.AsNumber && codec.Cases[0].Emitter!.IsClass;

    public override bool IsText => !codec.AsNumber && codec.Cases[0].Emitter!.IsText;

    public override string Format => $"{string.Join(" or ", codec.Cases.Select(known => known.Emitter?.Format))}, told apart by {Switch.Tag}";

    public override string? Number(string value) => codec.AsNumber ? value : codec.Cases[0].Emitter!.Number(value);

    public override string FromNumber(string number) => codec.AsNumber ? number : codec.Cases[0].Emitter!.FromNumber(number);

    public override (string Min, string Max) NumberRange => codec.AsNumber ? ("0", "long.MaxValue") : codec.Cases[0].Emitter!.NumberRange;
}
