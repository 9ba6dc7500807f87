using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>One part of a body.</summary>
internal abstract class PlannedPart
{
    public abstract IReadOnlyList<MessageField> Fields { get; }

    public static PlannedPart Of(BodyPart part, int index, BodyPlan plan, IReadOnlyDictionary<Field, string> ids) => part switch
    {
        FixedRun run => new PlannedRun(run, index, plan, ids),
        VariablePart variable => new PlannedVariable(variable, plan, ids),
        _ => throw new NotSupportedException($"No emitter for {part.GetType().Name}."),
    };
}

/// <summary>A fixed run; the first of a message starts at 0, any other where the field before it ended.</summary>
internal sealed class PlannedRun(FixedRun run, int index, BodyPlan plan, IReadOnlyDictionary<Field, string> ids) : PlannedPart
{
    public FixedRun Run => run;

    public IReadOnlyList<(MessageField Field, PlacedField Placed)> Places { get; } =
        [.. run.Places.Select(place => (new MessageField(place.Field, ids[place.Field], plan.Name, plan.Scope), place))];

    public override IReadOnlyList<MessageField> Fields => [.. Places.Select(place => place.Field)];

    /// <summary>Whether it begins at offset 0.</summary>
    public bool IsFirst { get; } = index == 0 && plan.IsMessage;

    /// <summary>The local for its bytes.</summary>
    public string Local => index == 0 ? "run" : $"run{index}";

    /// <summary>The view's field that holds its start, if it is not 0.</summary>
    public string Start => $"_run{index}";

    /// <summary>The local that becomes that field; while writing, the local of its start.</summary>
    public string StartLocal => $"run{index}";

    /// <summary>While measuring and writing, the local of its start.</summary>
    public string At => $"run{index}At";

    /// <summary>A field's place in the local of the run.</summary>
    public Place InRun(PlacedField place) => new(Local, Literals.Number(place.Offset), place.Size);

    /// <summary>A field's place in the view's body.</summary>
    public Place InBody(PlacedField place) => new("_body", OffsetFrom(Start, place.Offset), place.Size);

    /// <summary>A place's offset in the body, given what holds the run's start.</summary>
    public string OffsetFrom(string start, int offset) => (IsFirst, offset) switch
    {
        (true, _) => Literals.Number(offset),
        (false, 0) => start,
        _ => FormattableString.Invariant($"{start} + {offset}"),
    };
}

/// <summary>A field of varying size, or one with more to it than its bytes.</summary>
internal sealed class PlannedVariable(VariablePart part, BodyPlan plan, IReadOnlyDictionary<Field, string> ids) : PlannedPart
{
    public VariablePart Part => part;

    public MessageField Field { get; } = new(part.Field, ids[part.Field], plan.Name, plan.Scope);

    public TypeEmitter Type => Field.Type;

    /// <summary>Whether nothing stands on it but its type.</summary>
    public bool IsBare => part.Field is { Presence: null, Bound: null, Align: 1 };

    /// <summary>Whether it takes all that is left but one run behind it, and nothing stands on it.</summary>
    public bool IsRest => IsBare && Type is SizedEmitter { Rule: RestSize };

    public override IReadOnlyList<MessageField> Fields => [Field];

    /// <summary>The view's field that remembers it: its place, or its value.</summary>
    public string State => $"_{Local}";

    /// <summary>The local that becomes that field.</summary>
    public string Local => $"{CSharpNames.Camel(Field.Id)}{Type.State.Suffix}";

    /// <summary>The view's field that says whether it is there.</summary>
    public string Has => $"_{HasLocal}";

    /// <summary>The local that becomes that field.</summary>
    public string HasLocal => $"has{Field.Id}";

    /// <summary>Whether the bytes left over in its bound are kept.</summary>
    public bool KeepsLeftover => part.Field.Bound is { Trailing: Trailing.Keep };

    /// <summary>The view's field for the bytes left over in its bound.</summary>
    public string Leftover => $"_{LeftoverLocal}";

    /// <summary>The local that becomes that field.</summary>
    public string LeftoverLocal => $"{CSharpNames.Camel(Field.Id)}Left";

    /// <summary>The record's member for these bytes.</summary>
    public string LeftoverMember => $"Left{Field.Id}";

    /// <summary>What the view remembers: type, field, local.</summary>
    public IEnumerable<(string Type, string Name, string Local)> States
    {
        get
        {
            if (Field.IsOptional) yield return ("bool", Has, HasLocal);
            yield return (Type.State.Type, State, Local);
            if (Type is LenientPrefixEmitter prefix) yield return ("int", "_" + prefix.Local, prefix.Local);
            if (KeepsLeftover) yield return (RuntimeNames.WireRange, Leftover, LeftoverLocal);
        }
    }
}
