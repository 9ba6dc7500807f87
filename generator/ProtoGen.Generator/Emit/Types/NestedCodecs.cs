using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>The codecs of values that have no type of their own to read and write them: elements of lists, switches of one C# type.</summary>
/// <param name="owner">The C# path of the class that holds them, with its dot.</param>
internal sealed class NestedCodecs(string owner)
{
    private readonly List<Nested> _all = [];

    /// <summary>All that were asked for.</summary>
    public IReadOnlyList<Nested> All => _all;

    /// <summary>Adds the codec of a type.</summary>
    public NestedCodec Add(string name, FieldType type, FieldNames names, TypeScope scope)
    {
        var codec = new NestedCodec(Unique(name), owner, type, names, scope);
        _all.Add(codec);
        return codec;
    }

    /// <summary>Adds the codec of a switch whose cases have one C# type.</summary>
    public NestedSwitch AddSwitch(string name, SwitchType type, FieldNames names, TypeScope scope, bool asNumber)
    {
        var codec = new NestedSwitch(Unique(name), owner, type, names, scope, asNumber);
        _all.Add(codec);
        return codec;
    }

    private string Unique(string name)
    {
        while (_all.Any(known => known.Name == name)) name += "_";
        return name;
    }
}

/// <summary>One nested codec. What its values depend on is handed to it in the order of <see cref="References"/>.</summary>
/// <param name="name">Its C# name.</param>
/// <param name="owner">What stands before the name elsewhere.</param>
/// <param name="names">For errors.</param>
/// <param name="references">What its values depend on.</param>
internal abstract class Nested(string name, string owner, FieldNames names, IReadOnlyList<ValueReference> references)
{
    public string Name => name;

    public string FullName => owner + name;

    public FieldNames Names => names;

    public IReadOnlyList<ValueReference> References => references;

    /// <summary>The type of the values.</summary>
    public abstract string ValueType { get; }

    /// <summary>The type of the values in views.</summary>
    public abstract string ViewType { get; }

    /// <summary>The fewest bytes of a value.</summary>
    public abstract int MinSize { get; }

    /// <summary>How a reference is named inside.</summary>
    public string Value(ValueReference reference)
    {
        for (var index = 0; index < references.Count; index++) if (references[index].Equals(reference)) return $"outer[{index}]";
        throw new InvalidOperationException($"{name} does not know {reference}.");
    }
}

/// <summary>The codec of one type.</summary>
internal sealed class NestedCodec(string name, string owner, FieldType type, FieldNames names, TypeScope scope)
    : Nested(name, owner, names, [.. ReferredTypes.References(type).Distinct()])
{
    public TypeEmitter Type { get; } = TypeEmitter.For(type, scope, names, name);

    public FieldType Model => type;

    public override string ValueType => Type.CSharpType;

    public override string ViewType => Type.ViewType;

    public override int MinSize => (int)Math.Max(1, Math.Min(int.MaxValue, BodySizes.Min(type)));
}

/// <summary>The codec of a switch whose cases have one C# type, or of which the number alone matters.</summary>
internal sealed class NestedSwitch(string name, string owner, SwitchType type, FieldNames names, TypeScope scope, bool asNumber)
    : Nested(name, owner, names, SwitchEmitters.References(type))
{
    public SwitchType Switch => type;

    /// <summary>Whether the value is the number that is read, whatever its width.</summary>
    public bool AsNumber => asNumber;

    public IReadOnlyList<NestedCase> Cases { get; } = [.. type.AllCases.Select(known =>
        new NestedCase(known, known.Type is null ? null : TypeEmitter.For(known.Type, scope, names, name + known.Name)))];

    public override string ValueType => asNumber ? "long" : Cases[0].Emitter!.CSharpType;

    /// <summary>The view of all cases; their bytes where views differ although records do not.</summary>
    public override string ViewType => asNumber ? "long" : HasOneView ? Cases[0].Emitter!.ViewType : RuntimeNames.Bytes;

    /// <summary>Whether all cases have one view.</summary>
    public bool HasOneView => Cases.Select(known => known.Emitter!.ViewType).Distinct().Count() == 1;

    public bool IsViewRef => !asNumber && (!HasOneView || Cases[0].Emitter!.IsViewRef);

    public override int MinSize => 1;
}

/// <summary>One case.</summary>
/// <param name="Case">The model.</param>
/// <param name="Emitter">How its type is said in C#; null where nothing stands there.</param>
internal sealed record NestedCase(SwitchCase Case, TypeEmitter? Emitter);
