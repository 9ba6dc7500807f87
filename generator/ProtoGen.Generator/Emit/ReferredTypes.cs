using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit;

/// <summary>The types that a structure's fields refer to, as far as its own code depends on them: not the insides of a struct.</summary>
/// <param name="Bits">Integers cut into parts.</param>
/// <param name="Enums">Closed enums.</param>
/// <param name="Structures">Structs of which a field is named by a path.</param>
internal sealed record ReferredTypes(EquatableArray<BitsType> Bits, EquatableArray<EnumType> Enums, EquatableArray<Structure> Structures)
{
    /// <summary>None.</summary>
    public static ReferredTypes None { get; } = new(default, default, default);

    /// <summary>The types that the fields of a structure need, out of all of a protocol's.</summary>
    public static ReferredTypes Of(Protocol protocol, Structure structure)
    {
        var own = Of(protocol, structure.Fields.Select(field => field.Type));
        var inside = References(structure).OfType<OwnValue>().Where(reference => reference.Path.Count > 1).SelectMany(reference => Along(protocol, structure, reference)).ToList();
        var deeper = Of(protocol, inside.SelectMany(known => known.Fields).Select(field => field.Type));
        return new(own.Bits.Concat(deeper.Bits).Distinct().ToEquatableArray(), own.Enums, inside.Distinct().ToEquatableArray());
    }

    /// <summary>The types that some types need.</summary>
    public static ReferredTypes Of(Protocol protocol, IEnumerable<FieldType> types)
    {
        var all = types.SelectMany(Flatten).ToList();
        var bits = new HashSet<string>(all.OfType<BitsFieldType>().Select(type => type.Bits));
        var enums = new HashSet<string>(all.OfType<EnumFieldType>().Where(type => type.IsClosed).Select(type => type.Enum));
        return new(
            protocol.Bits.Where(known => bits.Contains(known.Name)).ToEquatableArray(),
            protocol.Enums.Where(known => enums.Contains(known.Name)).ToEquatableArray(),
            default);
    }

    /// <summary>The structs that a path leads through.</summary>
    private static IEnumerable<Structure> Along(Protocol protocol, Structure structure, OwnValue path)
    {
        foreach (var name in path.Path)
        {
            if (structure.Fields.FirstOrDefault(field => field.Name == name)?.Type is not StructType { Structure: var inner }) yield break;
            if (protocol.Structures.FirstOrDefault(known => known.Name == inner) is not { } next) yield break;
            yield return structure = next;
        }
    }

    /// <summary>A type and all inside it.</summary>
    public static IEnumerable<FieldType> Flatten(FieldType type) => type switch
    {
        ListType list => Flatten(list.Element).Prepend(type),
        SwitchType choice => choice.AllCases.Where(known => known.Type is not null).SelectMany(known => Flatten(known.Type!)).Prepend(type),
        _ => [type],
    };

    /// <summary>Every value that a structure's fields depend on.</summary>
    private static IEnumerable<ValueReference> References(Structure structure)
    {
        foreach (var field in structure.Fields)
        {
            foreach (var reference in References(field.Type)) yield return reference;
            if (field.Bound?.Size is ReferencedSize bound) yield return bound.Source;
            if (field.Presence is Conditional condition) foreach (var term in condition.Terms) yield return term.Value;
            foreach (var derivation in field.DerivedParts.Select(part => part.Derivation).Append(field.Derivation))
                if (derivation is RepeatDerivation repeat) yield return repeat.Source;
        }
    }

    /// <summary>Every value that a type depends on.</summary>
    public static IEnumerable<ValueReference> References(FieldType type) => Flatten(type).SelectMany(inner => inner switch
    {
        StructType nested => nested.Arguments,
        SwitchType choice => [choice.Tag],
        TextType { Size: ReferencedSize size } => [size.Source],
        BytesType { Size: ReferencedSize size } => [size.Source],
        BcdType { Size: ReferencedSize size } => [size.Source],
        BitListType { Size: ReferencedSize size } => [size.Source],
        ListType { Size: ReferencedSize size } => [size.Source],
        _ => (IEnumerable<ValueReference>)[],
    });
}
