using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Finds out how the end of a frame is found: the length is whatever counts a range with the body in it.</summary>
internal static class ExtentBinder
{
    public static FrameExtent? Bind(BoundStructure layout, LayoutSite site, DiagnosticBag diagnostics, out SourceSpan lengthAt)
    {
        lengthAt = layout.At;
        var fields = layout.Fields.Select(field => field.Field!).ToList();
        var lengths = fields.SelectMany(field => LengthsOf(field, fields)).ToList();
        if (lengths.Count == 0) return site.IsEscaped ? new FlagExtent() : new BodyExtent();

        var (source, extent) = lengths[0];
        var syntax = layout.Find(source)!.Syntax;
        lengthAt = (syntax.Type?.Whole ?? syntax.Key.Whole).Span;
        if (extent is null) return null;
        if (fields.First(field => field.Name == source).Type is IntegerType { Signed: true } signed)
        {
            diagnostics.Report(Rules.FrameField, lengthAt, $"Field '{source}' of the frame is a length and cannot be negative; use u{signed.Size * 8}");
            return null;
        }

        if (site.IsEscaped) return new FlagExtent();
        if (IndexOf(fields, source) > IndexOf(fields, Body(fields).Name))
        {
            diagnostics.Report(
                Rules.FrameShape,
                syntax.Key.Span,
                $"The length '{source}' stands after the body, whose end nobody could find; move it before 'body'");
            return null;
        }

        return extent;
    }

    private static IEnumerable<(string Field, LengthExtent? Extent)> LengthsOf(Field field, IReadOnlyList<Field> fields)
    {
        if (ExtentOf(OwnValue.Of(field.Name), field.Derivation, fields) is { } own) yield return (field.Name, own);
        foreach (var part in field.DerivedParts)
        {
            if (ExtentOf(new(EquatableArray.Of(field.Name, part.Part)), part.Derivation, fields) is { } extent) yield return (field.Name, extent);
        }
    }

    private static LengthExtent? ExtentOf(OwnValue source, Derivation? derivation, IReadOnlyList<Field> fields)
    {
        var body = Body(fields).Name;
        switch (derivation)
        {
            case BytesDerivation counted when Contains(fields, counted.Range, body): return new(source, counted.Range, counted.Steps);
            case SizeDerivation sized when sized.Uses.FirstOrDefault(use => use.Field == body) is { } use:
                return new(source, new(body, body), Inverse(use.Steps));
            default: return null;
        }
    }

    /// <summary>The steps back.</summary>
    public static EquatableArray<ArithmeticStep> Inverse(EquatableArray<ArithmeticStep> steps) => steps.Reverse().Select(step => step with
    {
        Operator = step.Operator switch
        {
            ArithmeticOperator.Add => ArithmeticOperator.Subtract,
            ArithmeticOperator.Subtract => ArithmeticOperator.Add,
            ArithmeticOperator.Multiply => ArithmeticOperator.Divide,
            ArithmeticOperator.Divide => ArithmeticOperator.Multiply,
            var rounded => rounded,
        },
    }).ToEquatableArray();

    private static bool Contains(IReadOnlyList<Field> fields, FieldRange range, string body)
    {
        var at = IndexOf(fields, body);
        return IndexOf(fields, range.First) <= at && at <= IndexOf(fields, range.Last);
    }

    private static Field Body(IReadOnlyList<Field> fields) => fields.First(field => field.Type is BodyType);

    private static int IndexOf(IReadOnlyList<Field> fields, string name) => fields.TakeWhile(field => field.Name != name).Count();
}
