using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>How the code around a value names what the value depends on.</summary>
/// <param name="value">The C# expression, a <c>long</c>, of a value that was read or is written before.</param>
/// <param name="depth">The C# expression of how deep the structure stands in itself; null where nobody counts.</param>
internal class Scope(Func<ValueReference, string> value, string? depth)
{
    /// <summary>The expression of a value, a <c>long</c>.</summary>
    public string Value(ValueReference reference) => value(reference);

    /// <summary>The expression of how deep the structure stands in itself; null where nobody counts.</summary>
    public string? Depth => depth;

    /// <summary>What a nested value takes from here.</summary>
    /// <param name="references">The values it depends on.</param>
    /// <param name="nested">How deep it stands, as seen from here.</param>
    public string Outer(IReadOnlyList<ValueReference> references, StructLevel nested)
    {
        var level = depth is null || nested == StructLevel.First ? "0" : nested == StructLevel.Deeper ? $"{depth} + 1" : depth;
        if (references.Count == 0) return level == "0" ? "default" : $"new {WireOuter}({level})";
        return $"new {WireOuter}({level}, {string.Join(", ", references.Select(Value))})";
    }

    /// <summary>What arithmetic makes of a value.</summary>
    public string Value(ValueReference reference, EquatableArray<ArithmeticStep> steps) => steps.Aggregate(Value(reference), Step);

    /// <summary>What one step makes of an expression.</summary>
    public static string Step(string expression, ArithmeticStep step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"{SizeSteps}.Add({expression}, {step.Operand})",
        ArithmeticOperator.Subtract => $"{SizeSteps}.Add({expression}, -{step.Operand})",
        ArithmeticOperator.Multiply => $"{SizeSteps}.Multiply({expression}, {step.Operand})",
        ArithmeticOperator.Divide => $"{SizeSteps}.Divide({expression}, {step.Operand})",
        _ => $"{SizeSteps}.CeilingDivide({expression}, {step.Operand})",
    };

    /// <summary>The expression of the value for which the steps give a result.</summary>
    public static string Invert(string result, EquatableArray<ArithmeticStep> steps) => steps.Reverse().Aggregate(result, (expression, step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"{SizeSteps}.Add({expression}, -{step.Operand})",
        ArithmeticOperator.Subtract => $"{SizeSteps}.Add({expression}, {step.Operand})",
        ArithmeticOperator.Multiply => $"{SizeSteps}.Divide({expression}, {step.Operand})",
        ArithmeticOperator.Divide => $"{SizeSteps}.Multiply({expression}, {step.Operand})",
        _ => SizeSteps + ".None",
    });
}

/// <summary>A scope in which values are read.</summary>
/// <param name="writer">Where statements go.</param>
/// <param name="body">The expression of the body.</param>
/// <param name="value">The expression of a value.</param>
/// <param name="depth">The expression of the depth.</param>
/// <param name="isBounded">Whether a size says where the body ends, so that more bytes would not mend an error.</param>
internal sealed class ReadScope(SourceWriter writer, string body, Func<ValueReference, string> value, string? depth, bool isBounded = false) : Scope(value, depth)
{
    private readonly Func<ValueReference, string> _value = value;

    public SourceWriter Writer => writer;

    public string Body => body;

    /// <summary>The same within a part of the body.</summary>
    public ReadScope Within(string part) => new(writer, part, _value, Depth, isBounded);

    /// <summary>The same within bytes whose end a size says.</summary>
    public ReadScope WithinBound(string part) => new(writer, part, _value, Depth, isBounded: true);

    /// <summary>Returns false where a condition does not hold; whatever it calls sets <c>error</c>.</summary>
    public void Require(string condition) => writer.Line($"if (!{condition}) return {(isBounded ? $"{RuntimeNames.DecodeError}.Enclose(ref error)" : "false")};");

    /// <summary>Returns false where a condition holds; <paramref name="refusal"/> sets <c>error</c> and is false.</summary>
    public void Refuse(string condition, string refusal) => writer.Line($"if ({condition}) return {refusal};");
}

/// <summary>A scope in which values are measured or written at <c>position</c> of <c>body</c>.</summary>
/// <param name="writer">Where statements go.</param>
/// <param name="limit">The largest body.</param>
/// <param name="value">The expression of a value.</param>
/// <param name="depth">The expression of the depth.</param>
/// <param name="position">The variable that counts bytes.</param>
internal sealed class WriteScope(SourceWriter writer, int limit, Func<ValueReference, string> value, string? depth, string position = "position") : Scope(value, depth)
{
    private readonly Func<ValueReference, string> _value = value;

    /// <summary>The same with another variable that counts bytes.</summary>
    public WriteScope At(string other) => new(writer, limit, _value, Depth, other);

    public SourceWriter Writer => writer;

    /// <summary>The largest body.</summary>
    public int Limit => limit;

    /// <summary>The variable that counts bytes.</summary>
    public string Position => position;

    /// <summary>Steps over bytes.</summary>
    public void Advance(string size) => writer.Line($"{position} += {size};");

    /// <summary>Moves to an expression.</summary>
    public void MoveTo(string end) => writer.Line($"{position} = {end};");
}
