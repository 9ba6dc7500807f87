using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>Conditions as C# says them.</summary>
internal static class Conditions
{
    /// <summary>The condition that all terms hold.</summary>
    public static string Write(Conditional condition, Func<OwnValue, string> number) =>
        Write(condition, number, outer => throw new NotSupportedException($"Outer value {outer} in a layout."));

    /// <summary>The same where values from outside may be asked for, by their number.</summary>
    public static string Write(Conditional condition, Func<OwnValue, string> number, Func<int, string> outer) =>
        string.Join(" && ", condition.Terms.Select(term => Term(term, term.Value is OuterValue value ? outer(value.Index) : number((OwnValue)term.Value))));

    private static string Term(ConditionTerm term, string value) => term.Operator switch
    {
        ConditionOperator.IsSet => $"{value} != 0",
        ConditionOperator.IsClear => $"{value} == 0",
        ConditionOperator.Equal => $"{value} == {term.Operand}",
        ConditionOperator.NotEqual => $"{value} != {term.Operand}",
        ConditionOperator.Less => $"{value} < {term.Operand}",
        ConditionOperator.LessOrEqual => $"{value} <= {term.Operand}",
        ConditionOperator.Greater => $"{value} > {term.Operand}",
        ConditionOperator.GreaterOrEqual => $"{value} >= {term.Operand}",
        _ => $"({value} & {term.Operand}) != 0",
    };
}
