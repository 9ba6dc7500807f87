using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The parts of a body with the names that their emission uses.</summary>
internal sealed class BodyPlan
{
    public BodyPlan(BodySource source)
    {
        Source = source;
        Codecs = new($"global::{CSharpNames.Namespace(source.Namespace)}.{Name}.Wire.");
        Scope = new(CSharpNames.Namespace(source.Namespace), source.Types, Codecs);
        var ids = FieldIds.Of(Structure.Fields);
        Parts = [.. Layout.Parts.Select((part, index) => PlannedPart.Of(part, index, this, ids))];
        Ranged = RangedFields.Of(this);
        Image = WireImage.Of(this);
    }

    /// <summary>What is emitted.</summary>
    public BodySource Source { get; }

    /// <summary>The fields.</summary>
    public Structure Structure => Source.Structure;

    /// <summary>The C# name.</summary>
    public string Name => Structure.Name;

    /// <summary>Whether it is the whole body of a message.</summary>
    public bool IsMessage => Source.IsMessage;

    /// <summary>Whether the record is a class: a struct cannot hold itself.</summary>
    public bool IsClass => Structure.MaxDepth is not null;

    /// <summary>Whether something is taken from outside.</summary>
    public bool TakesOuter => Structure.Parameters.Count > 0 || KnowsDepth;

    /// <summary>Whether it stands inside itself, or is a part of what does.</summary>
    public bool KnowsDepth => Structure.MaxDepth is not null || Structure.CarriesDepth;

    /// <summary>The layout behind the plan.</summary>
    public BodyLayout Layout => Structure.Layout;

    /// <summary>The codecs of elements.</summary>
    public NestedCodecs Codecs { get; }

    /// <summary>What types need to know.</summary>
    public TypeScope Scope { get; }

    /// <summary>The record as an image of the wire; null where it is none.</summary>
    public WireImage? Image { get; }

    /// <summary>The parts in wire order.</summary>
    public IReadOnlyList<PlannedPart> Parts { get; }

    /// <summary>The fields whose beginning and end have to be remembered while measuring and writing.</summary>
    public RangedFields Ranged { get; }

    /// <summary>All fields in wire order.</summary>
    public IEnumerable<MessageField> Fields => Parts.SelectMany(part => part.Fields);

    /// <summary>The fields of the record that a user sees, in wire order.</summary>
    public IEnumerable<MessageField> Properties => Fields.Where(item => item.IsSettable || (item.Field.Property is not null && item.Field.Constant is not null));

    /// <summary>The fields whose values the record holds, in wire order.</summary>
    public IEnumerable<MessageField> Stored => Fields.Where(item => item.IsStored);

    /// <summary>The sum of the runs' sizes: what every body holds beside its fields of varying size.</summary>
    public int RunsSize => Parts.OfType<PlannedRun>().Sum(run => run.Run.Size);

    /// <summary>The size where every value takes the same and the body is all there is.</summary>
    public int? FixedSize => IsMessage ? Layout.FixedSize : null;

    /// <summary>Whether a look at the bytes finds all there is to find: all of one size, at fixed places, nothing taken from outside.</summary>
    public bool IsCheckedAlone => FixedSize is not null && !TakesOuter && !IsFilled && !KeepsTrailing && Source.Pad is null && Source.Unknown is null && Parts.Count <= 1;

    /// <summary>Whether a body that is checked alone holds nothing but numbers in the record's order: reading it cannot fail.</summary>
    public bool IsImage => IsCheckedAlone && Image is { IsWorthMoving: true };

    /// <summary>Whether bytes after the last field are kept.</summary>
    public bool KeepsTrailing => IsMessage && Structure.Trailing == Trailing.Keep;

    /// <summary>The fields of which the record keeps how they were spelled.</summary>
    public IEnumerable<MessageField> Spelled => Fields.Where(known => known.Type is LenientEmitter || KeepsWidth(known));

    /// <summary>Whether a field is a size of several widths, of which a wider one than needed is kept.</summary>
    public bool KeepsWidth(MessageField field) => field.Field is { Derivation: not null, Type: SwitchType { Tag: OwnValue tag } } && DerivationOf(tag) is WidthDerivation
        && (field.Field.KeepsSpelling || Find(tag.Field).Field.Field.KeepsSpelling);

    /// <summary>Whether bytes behind the last field bring the size to a multiple.</summary>
    public bool IsFilled => Structure.PadTo > 1;

    /// <summary>Where the record keeps these bytes; null where they are always zeros.</summary>
    public string? FillingMember
    {
        get
        {
            if (!Structure.KeepsPadding) return null;
            var name = "Filling";
            while (Fields.Any(known => known.Property == name)) name += "_";
            return name;
        }
    }

    /// <summary>Finds a field by its schema name.</summary>
    public (PlannedPart Part, MessageField Field) Find(string name)
    {
        foreach (var part in Parts)
            foreach (var field in part.Fields)
                if (field.Field.Name == name) return (part, field);
        throw new InvalidOperationException($"{Name} has no field '{name}'.");
    }

    /// <summary>The fields of a range.</summary>
    public IEnumerable<MessageField> In(FieldRange range)
    {
        var isIn = false;
        foreach (var field in Fields)
        {
            isIn |= field.Field.Name == range.First;
            if (isIn) yield return field;
            if (field.Field.Name == range.Last) yield break;
        }
    }

    /// <summary>The derivation behind a reference to a value of this structure; null where the user gives it.</summary>
    public Derivation? DerivationOf(ValueReference reference)
    {
        if (reference is not OwnValue own) return null;
        var field = Find(own.Field).Field.Field;
        return own.Path.Count == 1 ? field.Derivation : field.DerivedParts.FirstOrDefault(part => part.Part == own.Path[1])?.Derivation;
    }

    /// <summary>Whether the value behind a size is made to fit a field, so that it needs no check.</summary>
    public bool IsMadeFor(ReferencedSize size, MessageField field) =>
        DerivationOf(size.Source) is SizeDerivation derivation && derivation.Uses.Any(use => use.Field == field.Field.Name);
}
