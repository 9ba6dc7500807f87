using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Conditions as C#.</summary>
internal static class Conditions
{
    /// <summary>The expression that all terms hold.</summary>
    public static string Of(Conditional condition, Func<ValueReference, string> value) =>
        string.Join(" && ", condition.Terms.Select(term => Of(term, value(term.Value))));

    /// <summary>The condition as a schema writes it.</summary>
    public static string Text(Conditional condition) => string.Join(" and ", condition.Terms.Select(term => term.Operator switch
    {
        ConditionOperator.IsSet => $"{term.Value}",
        ConditionOperator.IsClear => $"not {term.Value}",
        ConditionOperator.HasAnyBit => $"{term.Value} & {term.Operand}",
        _ => $"{term.Value} {Operator(term.Operator)} {term.Operand}",
    }));

    private static string Of(ConditionTerm term, string value) => term.Operator switch
    {
        ConditionOperator.IsSet => $"{value} != 0",
        ConditionOperator.IsClear => $"{value} == 0",
        ConditionOperator.HasAnyBit => $"({value} & {Literal(term.Operand)}) != 0",
        _ => $"{value} {Operator(term.Operator)} {Literal(term.Operand)}",
    };

    private static string Operator(ConditionOperator known) => known switch
    {
        ConditionOperator.Equal => "==",
        ConditionOperator.NotEqual => "!=",
        ConditionOperator.Less => "<",
        ConditionOperator.LessOrEqual => "<=",
        ConditionOperator.Greater => ">",
        _ => ">=",
    };

    private static string Literal(long number) => Types.SwitchEmitters.Key(number);
}
