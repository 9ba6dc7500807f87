using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>Values that a size, a condition or a switch names, and what is done with them, as a schema writes them.</summary>
internal static class ReferenceWords
{
    /// <param name="reference">The value.</param>
    /// <param name="around">The structure that names it.</param>
    public static string Of(ValueReference reference, Structure around) => reference switch
    {
        OuterValue outer when outer.Index < around.Parameters.Count => around.Parameters[outer.Index] switch
        {
            { Source: ParameterSource.Header } header => $"header.{header.Name}",
            { Source: ParameterSource.Profile } profile when !profile.Name.StartsWith("profile.", StringComparison.Ordinal) => $"profile.{profile.Name}",
            var other => other.Name,
        },
        _ => reference.ToString()!,
    };

    /// <summary>A value and the steps after it: <c>(words + 1) * 4</c>.</summary>
    public static string With(string value, EquatableArray<ArithmeticStep> steps)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            var (step, isSum) = (steps[index], index > 0 && steps[index - 1].Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract);
            var operand = isSum && step.Operator is ArithmeticOperator.Multiply or ArithmeticOperator.Divide ? $"({value})" : value;
            value = step.Operator switch
            {
                ArithmeticOperator.Add => $"{operand} + {step.Operand}",
                ArithmeticOperator.Subtract => $"{operand} - {step.Operand}",
                ArithmeticOperator.Multiply => $"{operand} * {step.Operand}",
                ArithmeticOperator.Divide => $"{operand} / {step.Operand}",
                _ => $"ceil({value} / {step.Operand})",
            };
        }

        return value;
    }
}
