using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Resolves the lengths of a layout that count fields of the message against one message.</summary>
internal static class BodyLengthBinder
{
    /// <summary>The names of such lengths in the layout of a message, in wire order.</summary>
    public static IReadOnlyList<string> NamesOf(MessageSelector? selector) =>
        selector is { Layouts.Count: > 0 } ? [.. FieldsOf(selector.Layout).Select(field => field.Name)] : [];

    /// <summary>Says what each is in a message, and bounds a field that ends where one says.</summary>
    public static void Bind(BoundStructure body, MessageSelector? selector, YamlScalar key, DiagnosticBag diagnostics)
    {
        if (body.IsBroken || selector is null || !selector.Layouts.Any(layout => FieldsOf(layout).Any())) return;
        if (selector.Layouts.Count > 1)
        {
            body.IsBroken = true;
            diagnostics.Report(
                Rules.RangeName,
                key.Span,
                selector.DiffersBySide
                    ? $"The {body.Title} is sent by both sides in different frames, which count fields of it; write it once for each side"
                    : $"The {body.Title} may have several layouts, of which '{selector.Layouts.First(layout => FieldsOf(layout).Any()).Frame.SchemaName}' counts fields of it; say with 'variant' which one it has");
            return;
        }

        // Nobody knows what is in a message that stands for unknown ones.
        if (selector.IsElse) return;
        var lengths = new List<BodyLength>();
        foreach (var (field, index) in FieldsOf(selector.Layout).Select((field, index) => (field, index)))
            lengths.Add(Bind(field, index, body, selector.Layout));
        body.Lengths = lengths;
        RefuseInside(body, key, diagnostics);
    }

    private static IEnumerable<Field> FieldsOf(BoundLayout layout) => layout.Frame.Fields.Where(field => field.Derivation is MessageBytesDerivation);

    private static BodyLength Bind(Field length, int parameter, BoundStructure body, BoundLayout layout)
    {
        var (range, steps) = (MessageBytesDerivation)length.Derivation!;
        var (outside, names) = (layout.Frame.Fields.ToList(), body.Fields.Select(field => field.Field!.Name).ToList());
        var at = outside.FindIndex(field => field.Type is BodyType);
        var (from, to) = (outside.FindIndex(field => field.Name == range.First), outside.FindIndex(field => field.Name == range.Last));
        var beside = (from >= 0 ? Sum(outside.Skip(from).Take(at - from)) : 0) + (to >= 0 ? Sum(outside.Skip(at + 1).Take(to - at)) : 0);

        // Where the message lacks a name, none of its fields is counted.
        var first = from >= 0 ? 0 : names.IndexOf(range.First);
        var last = to >= 0 ? names.Count - 1 : names.IndexOf(range.Last);
        var type = (IntegerType)length.Type;
        if (first < 0 || last < first) return new(length.Name, parameter, new ConstantDerivation(new IntegerValue(new(steps.Apply(beside) ?? 0))), type);

        Limit(body, first, last, new(parameter), steps, beside);
        var counted = beside > 0 ? steps.Prepend(new(ArithmeticOperator.Add, beside)).ToEquatableArray() : steps;
        return new(length.Name, parameter, new BytesDerivation(new(names[first], names[last]), counted), type);
    }

    private static long Sum(IEnumerable<Field> fields) => fields.Sum(field => (long)(BodySizes.Fixed(field) ?? 0));

    /// <summary>A last field that takes the rest, and has others behind it, ends where the length says.</summary>
    private static void Limit(BoundStructure body, int first, int last, OuterValue length, EquatableArray<ArithmeticStep> steps, long beside)
    {
        var field = body.Fields[last].Field!;
        var before = body.Fields.Skip(first).Take(last - first).Select(known => BodySizes.Fixed(known.Field!)).ToList();
        if (last == body.Fields.Count - 1 || field is not { Bound: null, Presence: null or Conditional } || !BodySizes.TakesRest(field) || before.Contains(null)) return;

        var back = ExtentBinder.Inverse(steps);
        var taken = beside + before.Sum(size => size!.Value);
        if (taken > 0) back = back.Append(new(ArithmeticOperator.Subtract, taken)).ToEquatableArray();
        body.Fields = [.. body.Fields.Select((known, index) => index == last ? known with { Field = field with { Bound = new(new ReferencedSize(length, back), Trailing.Error) } } : known)];
    }

    /// <summary>When a message is written its lengths follow from it, so nothing inside may need to know them first.</summary>
    private static void RefuseInside(BoundStructure body, YamlScalar key, DiagnosticBag diagnostics)
    {
        foreach (var bound in body.Fields)
        {
            if (!Inside(bound.Field!.Type).OfType<OuterValue>().Any(value => value.Index < body.Lengths.Count)) continue;
            body.IsBroken = true;
            diagnostics.Report(
                Rules.RangeName,
                (bound.Syntax.Type?.Whole ?? bound.Syntax.Key.Whole).Span,
                $"Field '{bound.Field.Name}' of {body.Title} needs '{body.Lengths[Inside(bound.Field.Type).OfType<OuterValue>().First(value => value.Index < body.Lengths.Count).Index].Name}' inside itself, " +
                "which is known only once the field is written; bound the field as a whole with 'size'");
        }
    }

    private static IEnumerable<ValueReference> Inside(FieldType type) => type switch
    {
        StructType nested => nested.Arguments,
        ListType list => Inside(list.Element).Concat((list.Element.SizeRule() as ReferencedSize) is { } size ? [size.Source] : []),
        SwitchType choice => choice.AllCases.SelectMany(known => known.Type is { } held ? Inside(held).Concat((held.SizeRule() as ReferencedSize) is { } size ? [size.Source] : []) : []).Append(choice.Tag),
        _ => [],
    };
}
