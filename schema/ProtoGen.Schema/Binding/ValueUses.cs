using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding;

/// <summary>Who uses which value of a structure, and what for.</summary>
internal sealed class ValueUses
{
    private readonly Dictionary<string, List<ValueUse>> _byPath = new(StringComparer.Ordinal);

    /// <summary>The uses of a field, or, as <c>field.part</c>, of a part of it.</summary>
    public IReadOnlyList<ValueUse> Of(string path) => _byPath.TryGetValue(path, out var uses) ? uses : [];

    public static ValueUses Of(IEnumerable<Field> fields)
    {
        var uses = new ValueUses();
        foreach (var field in fields) uses.AddAll(field);
        return uses;
    }

    private void AddAll(Field field)
    {
        AddSize(field.Type.SizeRule(), field, isBound: false);
        AddSize(field.Bound?.Size, field, isBound: true);
        AddPresence(field);
        if (field.Type is SwitchType choice) AddCaseSize(choice, field);
        AddInner(field.Type, field);
        if (field.Derivation is RepeatDerivation repeat) Add(repeat.Source, new(UseKind.Other, field));
        foreach (var part in field.DerivedParts)
            if (part.Derivation is RepeatDerivation repeated) Add(repeated.Source, new(UseKind.Other, field));
    }

    private void AddSize(SizeRule? rule, Field field, bool isBound)
    {
        if (rule is not ReferencedSize { Steps: var steps } size) return;
        Add(size.Source, steps.AreInvertible() ? new(UseKind.Size, field) { Size = new(field.Name, steps, isBound) } : new(UseKind.Other, field));
    }

    /// <summary>Where all that a switch may hold has one size, that is a size as a field's own is.</summary>
    private void AddCaseSize(SwitchType choice, Field field)
    {
        if (choice.CaseSize() is { } source) Add(source, new(UseKind.Size, field) { Size = new(field.Name, default, IsBound: false) { InCases = true } });
    }

    private void AddPresence(Field field)
    {
        if (field.Presence is not Conditional { Terms: var terms }) return;
        var isBare = terms is [{ Operator: ConditionOperator.IsSet or ConditionOperator.IsClear }];
        foreach (var term in terms)
            Add(term.Value, new(isBare ? UseKind.Presence : UseKind.Other, field) { WhenSet = term.Operator == ConditionOperator.IsSet });
    }

    /// <summary>What stands inside a type: the tag of a switch; whatever an element or a struct takes from around it is no statement about one value.</summary>
    private void AddInner(FieldType type, Field field)
    {
        switch (type)
        {
            case SwitchType choice:
                Add(choice.Tag, new(UseKind.Tag, field));
                var common = choice.CaseSize();
                foreach (var held in choice.AllCases.Select(known => known.Type).OfType<FieldType>())
                {
                    if (held.SizeRule() is ReferencedSize size && common is null) Add(size.Source, new(UseKind.Other, field));
                    AddInner(held, field);
                }

                break;
            case ListType list:
                if (list.Element.SizeRule() is ReferencedSize element) Add(element.Source, new(UseKind.Other, field));
                AddInner(list.Element, field);
                break;
            case StructType structure:
                foreach (var argument in structure.Arguments) Add(argument, new(UseKind.Other, field));
                break;
        }
    }

    private void Add(ValueReference reference, ValueUse use)
    {
        if (reference is not OwnValue own) return;
        var path = own.ToString();
        if (!_byPath.TryGetValue(path, out var uses)) _byPath.Add(path, uses = []);
        uses.Add(use);
    }
}

/// <summary>One use of a value.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Field">The field that uses it.</param>
internal sealed record ValueUse(UseKind Kind, Field Field)
{
    public SizeUse? Size { get; init; }

    public bool WhenSet { get; init; }
}

/// <summary>What a value is used for.</summary>
internal enum UseKind
{
    /// <summary>It says how big the field is, and can be found from that.</summary>
    Size,

    /// <summary>It alone says whether the field is there.</summary>
    Presence,

    /// <summary>It chooses the case of a switch.</summary>
    Tag,

    /// <summary>It is looked at: then it is the user's.</summary>
    Other,
}
