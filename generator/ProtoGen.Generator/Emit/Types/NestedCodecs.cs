using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>The codecs of values that have no type of their own to read and write them: elements of lists, cases of switches.</summary>
/// <param name="owner">The C# path of the class that holds them, with its dot.</param>
internal sealed class NestedCodecs(string owner)
{
    private readonly List<NestedCodec> _all = [];

    /// <summary>All that were asked for.</summary>
    public IReadOnlyList<NestedCodec> All => _all;

    /// <summary>The full name of a nested type.</summary>
    public string Full(string name) => owner + name;

    /// <summary>Adds the codec of a type.</summary>
    public NestedCodec Add(string name, FieldType type, FieldNames names, TypeScope scope)
    {
        while (_all.Any(known => known.Name == name)) name += "_";
        var codec = new NestedCodec(name, Full(name), type, names, scope);
        _all.Add(codec);
        return codec;
    }
}

/// <summary>The codec of one type. What the type depends on is handed to it in the order of <see cref="References"/>.</summary>
internal sealed class NestedCodec
{
    public NestedCodec(string name, string fullName, FieldType type, FieldNames names, TypeScope scope)
    {
        (Name, FullName, Names) = (name, fullName, names);
        References = [.. ReferredTypes.References(type).Distinct()];
        Type = TypeEmitter.For(type, scope, names, name);
        MinSize = (int)Math.Max(1, Math.Min(int.MaxValue, ProtoGen.Schema.Layout.BodySizes.Min(type)));
    }

    public string Name { get; }

    public string FullName { get; }

    public FieldNames Names { get; }

    public TypeEmitter Type { get; }

    public int MinSize { get; }

    /// <summary>What the type depends on.</summary>
    public IReadOnlyList<ValueReference> References { get; }

    /// <summary>How a reference is named inside.</summary>
    public string Value(ValueReference reference) => $"outer[{((List<ValueReference>)[.. References]).IndexOf(reference)}]";
}
