using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds what tells messages apart: the field in the role of the id, or what <c>id</c> beside the layout names.</summary>
internal static class IdFieldBinder
{
    public static IReadOnlyList<BoundId> Bind(LayoutSyntax layout, LayoutRoles roles, BoundStructure structure, BindingScope scope)
    {
        if (layout.Ids.Count > 0) return [.. layout.Ids.Select(path => BindPath(path.Whole, structure, scope)).OfType<BoundId>()];
        if (roles.Id is not { } field) return [];
        return BindField(structure.Find(field.Field.Key.Text)!, field.Field.Type?.Whole ?? field.Field.Key.Whole, scope) is { } id ? [id] : [];
    }

    /// <summary>Says that the fields which hold an id are written from the message's.</summary>
    public static void Mark(BoundStructure structure, IReadOnlyList<BoundId> ids)
    {
        var index = 0;
        foreach (var id in ids)
        {
            var derivation = new IdDerivation(index++);
            structure.Fields = [.. structure.Fields.Select(field => field.Field is { } known && known.Name == id.Path.Field
                ? field with { Field = Marked(known, id.Path, derivation) }
                : field)];
        }
    }

    private static Field Marked(Field field, OwnValue path, IdDerivation derivation) => path.Path.Count == 1
        ? field with { Derivation = derivation, Property = null }
        : field with { DerivedParts = field.DerivedParts.Append(new(path.Path[1], derivation, Verify: true)).ToEquatableArray() };

    private static BoundId? BindPath(TextSlice path, BoundStructure structure, BindingScope scope)
    {
        var parts = path.Text.Split('.');
        if (structure.Find(parts[0]) is not { Field: { } field } found)
        {
            var hint = NameSuggestion.DidYouMean(parts[0], structure.Fields.Select(candidate => candidate.Syntax.Key.Text));
            scope.Diagnostics.Report(Rules.FrameId, path.Span, $"The id names the field '{parts[0]}', which the frame does not have{hint}");
            return null;
        }

        if (parts.Length == 1) return BindField(found, path, scope);
        if (parts.Length > 2 || field.Type is not BitsFieldType bits)
            return Refuse(path, $"'{parts[0]}' has no parts", scope);
        if (scope.BitsOf(bits).Find(parts[1]) is not { } part)
            return Refuse(path, $"'{parts[0]}' has no part '{parts[1]}'{NameSuggestion.DidYouMean(parts[1], scope.BitsOf(bits).Parts.Select(known => known.Name))}", scope);
        if (field.DerivedParts.Any(known => known.Part == part.Name)) return Refuse(path, $"'{path.Text}' is derived or constant already", scope);
        if (field.Presence is not null) return Refuse(path, $"'{parts[0]}' is not in every frame", scope);

        var integer = bits.Underlying with { Order = ByteOrder.Big };
        var type = part.Enum is { } name ? new EnumFieldType(name, integer) : (FieldType)integer;
        return new(new(parts.ToEquatableArray()), type, integer, part.Width, IsOptional: false);
    }

    private static BoundId? BindField(BoundField bound, TextSlice at, BindingScope scope)
    {
        var field = bound.Field!;
        var path = OwnValue.Of(field.Name);
        if (field.Derivation is not null) return Refuse(at, $"'{field.Name}' is derived or constant already", scope);
        return field.Type switch
        {
            IntegerType integer => new(path, integer, integer, integer.Size * 8, field.Presence is not null),
            VarintType varint => new(path, varint, varint.Value, varint.Bits, field.Presence is not null),
            EnumFieldType named => new(path, named, named.Underlying, named.Underlying.Size * 8, field.Presence is not null),
            CharType character => new(path, character, new(1, Signed: false, ByteOrder.Big), 8, field.Presence is not null),
            _ => Refuse(at, $"'{field.Name}' is no integer, enum or char", scope),
        };
    }

    private static BoundId? Refuse(TextSlice at, string problem, BindingScope scope)
    {
        scope.Diagnostics.Report(Rules.FrameId, at.Span, $"The id of the frame cannot be used: {problem}");
        return null;
    }
}
