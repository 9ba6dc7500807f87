using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Refuses values that a field may not have: others than its constant, ones beyond its limits.</summary>
internal static class ValueChecks
{
    /// <summary>Checks a field at a fixed place.</summary>
    public static void Write(ReadScope scope, MessageField field, Place place)
    {
        if (field.Field is { Constant: { } constant, Verify: true })
        {
            var (condition, error) = field.Type.Mismatch(constant, place, field.Names, place.Offset);
            scope.Refuse(condition, error);
            return;
        }

        field.Type.Verify(scope, place, field.Names);
        WriteLimits(scope, field, place.Offset, () => field.Type.Read(place));
    }

    /// <summary>Checks a field of varying size that was taken.</summary>
    public static void WriteTaken(ReadScope scope, MessageField field, string state)
    {
        if (field.Field is { Constant: { } constant, Verify: true })
        {
            if (field.Type is SizedEmitter sized)
            {
                var (condition, error) = sized.Size is { } size
                    ? sized.Mismatch(constant, new(scope.Body, state, size), field.Names, state)
                    : sized.MismatchBytes(constant, sized.View(scope, state), field.Names, $"{state}.Start");
                scope.Refuse(condition, error);
            }
            else if (field.Type.Size is { } size)
            {
                var (condition, error) = field.Type.Mismatch(constant, new(scope.Body, state, size), field.Names, state);
                scope.Refuse(condition, error);
            }
            else
            {
                var (found, expected) = (field.Type.Number(state), field.Type.Number($"({field.Type.Literal(constant)})"));
                scope.Require($"{DecodeChecks}.Same({found}, {expected}, {field.Names.Path}, position, out error)");
            }

            return;
        }

        WriteLimits(scope, field, field.Type.Size is null ? "position" : state, () => field.Type.View(scope, state));
    }

    private static void WriteLimits(ReadScope scope, MessageField field, string offset, Func<string> read)
    {
        if (field.Field.Meaning is not { } meaning || (meaning.Min ?? meaning.Max) is null) return;
        if (field.Type is FloatEmitter or { CSharpType: "decimal" })
        {
            var value = read();
            scope.Require($"{DecodeChecks}.InRange((double){value}, {Double(meaning.Min, "double.NegativeInfinity")}, {Double(meaning.Max, "double.PositiveInfinity")}, {field.Names.Path}, {offset}, out error)");
            return;
        }

        if (field.Type.Number(read()) is not { } number) return;
        var none = MeaningEmitters.NullNumber(field) is { } known ? $"{number} != {known} && " : "";
        var condition = none + $"!{DecodeChecks}.InRange({number}, {Limit(meaning.Min, "long.MinValue")}, {Limit(meaning.Max, "long.MaxValue")}, {field.Names.Path}, {offset}, out error)";
        scope.Writer.Line($"if ({condition}) return false;");
    }

    /// <summary>A limit as a <c>long</c>.</summary>
    public static string Limit(FieldValue? value, string otherwise) => value is IntegerValue number
        ? number.Value is { IsNegative: false, Bits: > long.MaxValue } ? "long.MaxValue" : SwitchEmitters.Key(unchecked((long)number.Value.Bits))
        : otherwise;

    /// <summary>A limit as a <c>double</c>.</summary>
    public static string Double(FieldValue? value, string otherwise) => value switch
    {
        FloatValue number => number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "D",
        IntegerValue number => number + "D",
        _ => otherwise,
    };
}
