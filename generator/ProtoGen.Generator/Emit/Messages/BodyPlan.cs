using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The parts of a body with the names that their emission uses.</summary>
internal sealed class BodyPlan
{
    public BodyPlan(MessageSource source)
    {
        Name = source.Message.Name;
        Layout = source.Message.Layout;
        Parts = [.. Layout.Parts.Select((part, index) => PlannedPart.Of(part, index, source))];
    }

    /// <summary>The message's C# name.</summary>
    public string Name { get; }

    /// <summary>The layout behind the plan.</summary>
    public BodyLayout Layout { get; }

    /// <summary>The parts in wire order.</summary>
    public IReadOnlyList<PlannedPart> Parts { get; }

    /// <summary>All fields in wire order.</summary>
    public IEnumerable<MessageField> Fields => Parts.SelectMany(part => part.Fields);

    /// <summary>The fields with a property, in wire order.</summary>
    public IEnumerable<MessageField> Properties => Fields.Where(item => item.Field.Property is not null);

    /// <summary>The fields the user gives, in wire order.</summary>
    public IEnumerable<MessageField> Settable => Fields.Where(item => item.IsSettable);

    /// <summary>The sum of the runs' sizes: what every body holds beside its fields of varying size.</summary>
    public int RunsSize => Parts.OfType<PlannedRun>().Sum(run => run.Run.Size);
}

/// <summary>One part of a body.</summary>
internal abstract class PlannedPart
{
    public abstract IReadOnlyList<MessageField> Fields { get; }

    public static PlannedPart Of(BodyPart part, int index, MessageSource source) => part switch
    {
        FixedRun run => new PlannedRun(run, index, source),
        VariablePart variable => new PlannedVariable(variable, source),
        _ => throw new NotSupportedException($"No emitter for {part.GetType().Name}."),
    };
}

/// <summary>A fixed run; the first of a body starts at 0, a later one where the field before it ended.</summary>
internal sealed class PlannedRun(FixedRun run, int index, MessageSource source) : PlannedPart
{
    public FixedRun Run => run;

    public IReadOnlyList<(MessageField Field, PlacedField Placed)> Places { get; } =
        [.. run.Places.Select(place => (new MessageField(place.Field, source), place))];

    public override IReadOnlyList<MessageField> Fields => [.. Places.Select(place => place.Field)];

    /// <summary>Whether it opens the body.</summary>
    public bool IsFirst => index == 0;

    /// <summary>The local for its bytes.</summary>
    public string Local => IsFirst ? "run" : $"run{index}";

    /// <summary>The view's field that holds its start, if it is not 0.</summary>
    public string Start => $"_run{index}";

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

/// <summary>A field of varying size.</summary>
internal sealed class PlannedVariable(VariablePart part, MessageSource source) : PlannedPart
{
    public VariablePart Part => part;

    public MessageField Field { get; } = new(part.Field, source);

    public Types.VariableEmitter Type => (Types.VariableEmitter)Field.Type;

    /// <summary>Whether it takes all that is left.</summary>
    public bool IsRest => Field.Type is Types.SizedEmitter { Size: RestSize };

    public override IReadOnlyList<MessageField> Fields => [Field];

    /// <summary>The view's field that remembers it: its place, or its value.</summary>
    public string State => $"_{CSharpNames.Camel(Field.Property)}{Type.State.Suffix}";

    /// <summary>The local that becomes that field.</summary>
    public string Local => State.Substring(1);
}
