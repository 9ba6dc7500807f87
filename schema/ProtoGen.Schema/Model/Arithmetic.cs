namespace ProtoGen.Schema.Model;

/// <summary>One step of arithmetic with a constant, on 64-bit integers; a result that overflows is no value.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="Operand">The constant; above zero.</param>
public sealed record ArithmeticStep(ArithmeticOperator Operator, long Operand);

/// <summary>What an <see cref="ArithmeticStep"/> does with its operand.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>a + n</c>.</summary>
    Add,

    /// <summary><c>a - n</c>.</summary>
    Subtract,

    /// <summary><c>a * n</c>.</summary>
    Multiply,

    /// <summary><c>a / n</c>; a remainder is an error.</summary>
    Divide,

    /// <summary><c>ceil(a / n)</c>; has no inverse, so the user gives <c>a</c> and it is checked.</summary>
    CeilingDivide,
}

/// <summary>Does a chain of steps, forwards and backwards.</summary>
public static class Arithmetic
{
    /// <summary>The result of the steps on a value; null where a division leaves a remainder or a number overflows.</summary>
    public static long? Apply(this EquatableArray<ArithmeticStep> steps, long value)
    {
        long? result = value;
        foreach (var step in steps) result = result is { } known ? Forward(step, known) : null;
        return result;
    }

    /// <summary>The value for which the steps give a result; null where there is none.</summary>
    public static long? Invert(this EquatableArray<ArithmeticStep> steps, long result)
    {
        long? value = result;
        for (var index = steps.Count - 1; index >= 0; index--) value = value is { } known ? Backward(steps[index], known) : null;
        return value;
    }

    /// <summary>The steps as a schema writes them behind what they are done with.</summary>
    public static string Text(this EquatableArray<ArithmeticStep> steps) => string.Concat(steps.Select(step => step.Operator switch
    {
        ArithmeticOperator.Add => $" + {step.Operand}",
        ArithmeticOperator.Subtract => $" - {step.Operand}",
        ArithmeticOperator.Multiply => $" * {step.Operand}",
        _ => $" / {step.Operand}",
    }));

    /// <summary>Whether the way back is certain.</summary>
    public static bool AreInvertible(this EquatableArray<ArithmeticStep> steps) => steps.All(step => step.Operator != ArithmeticOperator.CeilingDivide);

    private static long? Forward(ArithmeticStep step, long value) => step.Operator switch
    {
        ArithmeticOperator.Add => Sum(value, step.Operand),
        ArithmeticOperator.Subtract => Sum(value, -step.Operand),
        ArithmeticOperator.Multiply => Product(value, step.Operand),
        ArithmeticOperator.Divide => value % step.Operand == 0 ? value / step.Operand : null,
        _ => value > 0 ? ((value - 1) / step.Operand) + 1 : value / step.Operand,
    };

    private static long? Backward(ArithmeticStep step, long value) => step.Operator switch
    {
        ArithmeticOperator.Add => Sum(value, -step.Operand),
        ArithmeticOperator.Subtract => Sum(value, step.Operand),
        ArithmeticOperator.Multiply => value % step.Operand == 0 ? value / step.Operand : null,
        ArithmeticOperator.Divide => Product(value, step.Operand),
        _ => null,
    };

    private static long? Sum(long left, long right)
    {
        var sum = unchecked(left + right);
        return (left ^ sum) < 0 && (right ^ sum) < 0 ? null : sum;
    }

    private static long? Product(long left, long right)
    {
        if (left == 0) return 0;
        var product = unchecked(left * right);
        return product / right == left ? product : null;
    }
}
