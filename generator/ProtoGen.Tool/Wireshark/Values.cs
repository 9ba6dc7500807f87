using System.Globalization;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>Values, references and arithmetic as Lua expressions.</summary>
internal sealed class Values(Protocol protocol)
{
    /// <summary>A number read before; 0 where it is absent.</summary>
    /// <param name="reference">What is named.</param>
    /// <param name="structure">Where.</param>
    public string Of(ValueReference reference, Structure structure) => reference switch
    {
        OwnValue own => Own(own.Path, 0, structure, "v"),
        OuterValue outer => $"(o[{outer.Index + 1}] or 0)",
        _ => throw new NotSupportedException(reference.GetType().Name),
    };

    public static string Apply(EquatableArray<ArithmeticStep> steps, string value) => steps.Aggregate(value, (all, step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"({all} + {step.Operand})",
        ArithmeticOperator.Subtract => $"({all} - {step.Operand})",
        ArithmeticOperator.Multiply => $"({all} * {step.Operand})",
        ArithmeticOperator.Divide => $"({all} / {step.Operand})",
        _ => $"math.ceil({all} / {step.Operand})",
    });

    /// <summary>The value for which the steps give a result.</summary>
    public static string Invert(EquatableArray<ArithmeticStep> steps, string result) => steps.Reverse().Aggregate(result, (all, step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"({all} - {step.Operand})",
        ArithmeticOperator.Subtract => $"({all} + {step.Operand})",
        ArithmeticOperator.Multiply => $"({all} / {step.Operand})",
        _ => $"({all} * {step.Operand})",
    });

    public string Condition(IEnumerable<ConditionTerm> terms, Structure structure) => string.Join(" and ", terms.Select(term => Term(term, Of(term.Value, structure))));

    public static string Term(ConditionTerm term, string value) => term.Operator switch
    {
        ConditionOperator.IsSet => $"{value} ~= 0",
        ConditionOperator.IsClear => $"{value} == 0",
        ConditionOperator.Equal => $"{value} == {term.Operand}",
        ConditionOperator.NotEqual => $"{value} ~= {term.Operand}",
        ConditionOperator.Less => $"{value} < {term.Operand}",
        ConditionOperator.LessOrEqual => $"{value} <= {term.Operand}",
        ConditionOperator.Greater => $"{value} > {term.Operand}",
        ConditionOperator.GreaterOrEqual => $"{value} >= {term.Operand}",
        _ => $"bits.band({value}, {term.Operand}) ~= 0",
    };

    /// <summary>A legal value as the reading functions return it; null where they return something else.</summary>
    public static string? Constant(FieldValue value, FieldType type) => (value, type) switch
    {
        (TextValue { Value: [var character] }, CharType) => ((int)character).ToString(CultureInfo.InvariantCulture),
        (TextValue text, _) => LuaSource.Quote(text.Value),
        (BytesValue bytes, _) => LuaSource.Quote(Convert.ToHexString([.. bytes.Value])),
        (IntegerValue or BoolValue, _) => FrameFields.Number(value).ToString(),
        (FloatValue number, _) when double.IsFinite(number.Value) => number.ToString(),
        _ => null,
    };

    /// <summary>The part of a bits field.</summary>
    public BitsPart PartOf(BitsFieldType type, string name) => protocol.Bits.First(known => known.Name == type.Bits).Parts.First(part => part.Name == name);

    private string Own(EquatableArray<string> path, int index, Structure structure, string holder)
    {
        var name = path[index];
        var value = $"{holder}[{LuaSource.Quote(name)}]";
        if (index == path.Count - 1) return $"({value} or 0)";
        var type = structure.Fields.First(field => field.Name == name).Type;
        if (type is BitsFieldType bits && PartOf(bits, path[index + 1]) is var part) return $"part({value}, {part.Low}, {part.Width})";
        return type is StructType held ? Own(path, index + 1, protocol.Structures.First(known => known.Name == held.Structure), $"({value} or {{}})") : "0";
    }
}
