using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding;

/// <summary>Finds the fields that follow from others because of how those use them: sizes, tags, presence. Whatever is left is the user's.</summary>
internal static class Derivations
{
    public static IReadOnlyList<BoundField> Analyse(IReadOnlyList<BoundField> fields, BindingScope scope)
    {
        var uses = ValueUses.Of(fields.Select(field => field.Field!));
        var derived = fields.Select(field => field with { Field = Derive(field.Field!, uses, fields, scope) }).ToArray();
        return [.. derived.Select(field => field with { Field = CarryTags(field.Field!, derived) })];
    }

    private static Field Derive(Field field, ValueUses uses, IReadOnlyList<BoundField> fields, BindingScope scope)
    {
        if (field.Type is BitsFieldType bits) return DeriveParts(field, scope.BitsOf(bits), uses, fields, scope);
        return field.Derivation is null ? field with { Derivation = DerivationOf(field.Name, field.Type is BoolType, uses, fields, scope) } : field;
    }

    private static Field DeriveParts(Field field, BoundBits bits, ValueUses uses, IReadOnlyList<BoundField> fields, BindingScope scope)
    {
        if (field.Derivation is not null) return field;

        var parts = new List<PartDerivation>();
        foreach (var part in bits.Parts)
        {
            var stated = field.DerivedParts.FirstOrDefault(known => known.Part == part.Name);
            var found = stated?.Derivation ?? DerivationOf($"{field.Name}.{part.Name}", part.IsBool, uses, fields, scope);
            if (found is not null) parts.Add(stated ?? new(part.Name, found, Verify: true));
        }

        var covered = bits.Parts.Aggregate(0UL, (mask, part) => mask | part.Mask);
        var hasGaps = covered != ulong.MaxValue >> (64 - (bits.Underlying!.Size * 8));
        var isWhole = parts.Count == bits.Parts.Count && !hasGaps && uses.Of(field.Name).Count == 0;
        var hasNothingToSet = bits.Parts.All(part => part.Property is null || parts.Any(known => known.Part == part.Name));
        return field with
        {
            DerivedParts = parts.ToEquatableArray(),
            Derivation = isWhole ? new PartsDerivation() : DerivationOf(field.Name, false, uses, fields, scope),
            Property = hasNothingToSet && parts.Count > 0 ? null : field.Property,
        };
    }

    private static Derivation? DerivationOf(string path, bool isBit, ValueUses uses, IReadOnlyList<BoundField> fields, BindingScope scope)
    {
        var of = uses.Of(path);
        var sizes = of.Where(use => use.Kind == UseKind.Size).Select(use => use.Size!).ToArray();
        if (sizes.Length > 0) return new SizeDerivation(sizes.ToEquatableArray());
        if (of.Count == 0) return null;
        if (of.All(use => use.Kind == UseKind.Tag)) return TagOf(of, uses, fields);
        if (!isBit || !of.All(use => use.Kind == UseKind.Presence)) return null;

        var settable = of.Where(use => IsSettable(use.Field)).Select(use => new PresenceUse(use.Field.Name, use.WhenSet)).ToArray();
        return settable.Length > 0 ? new PresenceDerivation(settable.ToEquatableArray()) : null;

        bool IsSettable(Field field) =>
            field.Property is not null && field.Derivation is null && uses.Of(field.Name).All(use => use.Kind == UseKind.Other)
            && (field.Type is not BitsFieldType bits || scope.BitsOf(bits).Parts.Any(part => IsPartSettable(field, part)));

        // Only later fields use a part, so this comes to an end.
        bool IsPartSettable(Field field, BitsPart part) => part.Property is not null && field.DerivedParts.All(stated => stated.Part != part.Name)
            && DerivationOf($"{field.Name}.{part.Name}", part.IsBool, uses, fields, scope) is null;
    }

    private static Derivation? TagOf(IReadOnlyList<ValueUse> of, ValueUses uses, IReadOnlyList<BoundField> fields)
    {
        var switches = of.Select(use => (use.Field.Name, Type: (SwitchType)use.Field.Type)).ToArray();
        if (switches is [var (name, only)] && only.Else is null && (IsCount(name) || uses.Of(name).Any(use => use.Kind == UseKind.Size)))
            return only.IsNumber() ? new WidthDerivation(name) : null;
        if (switches.All(known => known.Type.Choice is not null)) return new TagDerivation(switches.Select(known => known.Name).ToEquatableArray());

        // One case alone leaves the tag no choice.
        return switches is [(_, { Else: null, Cases: [{ Keys: [var key] }] })] ? new ConstantDerivation(new IntegerValue(new(key))) : null;

        bool IsCount(string field) => fields.First(known => known.Field!.Name == field).Field!.Derivation is not null;
    }

    /// <summary>A case that does not say its tag by itself carries it, where nobody else says it.</summary>
    private static Field CarryTags(Field field, IReadOnlyList<BoundField> fields)
    {
        if (field.Type is not SwitchType { Tag: OwnValue tag, Choice: not null } choice) return field;

        var owner = fields.First(known => known.Field!.Name == tag.Field).Field!;
        var derivation = tag.Path.Count == 1 ? owner.Derivation : owner.DerivedParts.FirstOrDefault(known => known.Part == tag.Path[1])?.Derivation;
        if (derivation is not TagDerivation) return field;
        return field with
        {
            Type = choice with
            {
                Cases = choice.Cases.Select(known => known with { CarriesTag = known.Keys.Count > 1 }).ToEquatableArray(),
                Else = choice.Else is { } other ? other with { CarriesTag = true } : null,
            },
        };
    }
}
