using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>How code that measures or writes a body says what it knows of its fields.</summary>
/// <param name="plan">The body.</param>
internal sealed class WriteFacts(BodyPlan plan) : IFacts
{
    private readonly Dictionary<string, string> _early = [];
    private readonly Dictionary<string, string> _inCases = [];
    private readonly HashSet<string> _behind = [];

    /// <summary>How deep the structure stands in itself; null where nobody counts.</summary>
    public string? Depth => plan.Structure.MaxDepth is null ? null : "outer.Depth";

    /// <summary>Whether the end of a field is known by now.</summary>
    public bool IsBehind(string field) => _behind.Contains(field);

    /// <summary>Remembers that a field was passed.</summary>
    public void Pass(MessageField field) => _behind.Add(field.Field.Name);

    /// <summary>Remembers under which name the size of fields was measured before they were reached.</summary>
    public void Measured(string fields, string local) => _early[fields] = local;

    /// <summary>The name under which the size of fields was measured; null where it was not.</summary>
    public string? Early(string fields) => _early.TryGetValue(fields, out var local) ? local : null;

    /// <summary>The name under which the size in the cases of a switch was measured; null where it was not.</summary>
    public string? InCases(MessageField field) => _inCases.TryGetValue(field.Field.Name, out var local) ? local : null;

    /// <summary>Names the size in the cases of a switch.</summary>
    public string NameInCases(MessageField field) => _inCases[field.Field.Name] = $"{CSharpNames.Camel(field.Id)}Held";

    /// <summary>The scope of code that measures or writes.</summary>
    public WriteScope Scope(SourceWriter writer, string position = "position") => new(writer, plan.Layout.MaxSize, Value, Depth, position);

    public string Value(ValueReference reference)
    {
        if (reference is OuterValue outer) return $"outer[{outer.Index}]";
        var own = (OwnValue)reference;
        var (_, field) = plan.Find(own.Field);
        if (own.Path.Count == 1 && field.Field.Derivation is PartsDerivation) return $"({DerivedExpressions.Whole(plan, field, this)})";
        if (plan.DerivationOf(own) is { } derivation && (own.Path.Count == 1 || field.Type is BitsFieldEmitter)) return $"({DerivedExpressions.Of(derivation, plan, this)})";
        if (own.Path.Count > 1 && field.Type is not BitsFieldEmitter) return Guarded(field, NestedPath.Number(plan, field, own, field.Value, isView: false));
        if (own.Path.Count == 1 && field.Field.DerivedParts.Count > 0) return $"({DerivedExpressions.Whole(plan, field, this)})";

        var number = field.Type.Number(field.Value) ?? throw new NotSupportedException($"{plan.Name}.{own} is no number.");
        if (own.Path.Count > 1) number = ((BitsFieldEmitter)field.Type).PartNumber(number, own.Path[1]);
        return Guarded(field, number);
    }

    /// <summary>A hidden field follows its condition; any other is there where the user gives it.</summary>
    public string Present(MessageField field)
    {
        if (!field.IsOptional) return "true";
        if (field.IsSettable && field.IsNullable) return field.IsGiven;
        if (field.Field.Presence is Conditional condition) return $"({Conditions.Of(condition, Value)})";
        if (field.IsReserved) return field.IsGiven;

        // A derived field cannot be given: it is there where anything behind it is.
        var behind = plan.Fields.SkipWhile(known => known != field).Skip(1).Where(known => known.IsSettable && known.IsOptional).ToList();
        return behind.Count == 0 ? "false" : $"({string.Join(" || ", behind.Select(known => known.IsGiven))})";
    }

    public string Count(MessageField field)
    {
        var count = field.Field.Derivation is not null ? "0" : field.Type.IsNullable ? $"({field.Value}?.Count ?? 0)" : $"{field.Value}.Count";
        return field.IsOptional ? $"({Present(field)} ? {count} : 0)" : count;
    }

    public string From(MessageField field) => Boundary(field, isEnd: false);

    public string To(MessageField field) => Boundary(field, isEnd: true);

    private string Boundary(MessageField field, bool isEnd)
    {
        var (part, _) = plan.Find(field.Field.Name);
        if (part is not PlannedRun run) return $"{CSharpNames.Camel(field.Id)}{(isEnd ? "To" : "From")}";
        var placed = run.Places.First(place => place.Field == field).Placed;
        return run.OffsetFrom(run.At, placed.Offset + (isEnd ? placed.Size : 0));
    }

    private string Guarded(MessageField field, string number) => field.IsOptional ? $"({Present(field)} ? {number} : 0L)" : number;
}
