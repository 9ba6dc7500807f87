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

    /// <summary>The types that some field types and references need, out of all of a protocol's.</summary>
    public static ReferredTypes Of(Protocol protocol, Structure structure)
    {
        var (bits, enums, paths) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var field in structure.Fields)
        {
            foreach (var type in Flatten(field.Type))
            {
                if (type is BitsFieldType cut) bits.Add(cut.Bits);
                if (type is EnumFieldType { IsClosed: true } named) enums.Add(named.Enum);
                if (type is StructType nested) paths.Add(nested.Structure);
            }
        }

        var named1 = paths.Count > 0 && References(structure).Any(reference => reference is OwnValue { Path.Count: > 1 });
        var structures = named1 ? protocol.Structures.Where(known => paths.Contains(known.Name)).ToList() : [];
        return new(
            protocol.Bits.Where(known => bits.Contains(known.Name)).ToEquatableArray(),
            protocol.Enums.Where(known => enums.Contains(known.Name)).ToEquatableArray(),
            structures.ToEquatableArray());
    }

    /// <summary>A type and all inside it.</summary>
    public static IEnumerable<FieldType> Flatten(FieldType type) => type switch
    {
        ListType list => Flatten(list.Element).Prepend(type),
        SwitchType choice => Cases(choice).Where(known => known.Type is not null).SelectMany(known => Flatten(known.Type!)).Prepend(type),
        _ => [type],
    };

    /// <summary>All cases of a switch, the last of which may be the one for any other tag.</summary>
    public static IEnumerable<SwitchCase> Cases(SwitchType choice) => choice.Else is { } other ? choice.Cases.Append(other) : choice.Cases;

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
