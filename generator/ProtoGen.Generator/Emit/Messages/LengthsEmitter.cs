using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>Complete</c>: the lengths in the header that count fields of the message. They are found before anything is judged by them.</summary>
internal static class LengthsEmitter
{
    /// <summary>What a method calls what it is given from outside.</summary>
    public static string Outer(BodyPlan plan) => plan.Structure.Lengths.Count == 0 ? "outer" : "given";

    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Structure.Lengths.Count == 0) return;
        var facts = new WriteFacts(plan);
        writer.Space();
        using var method = writer.Open($"static void {MessageInterface}<{plan.Name}>.Complete(in {plan.Name} message, ref {WireOuter} outer)");
        if (plan.Structure.Lengths.Any(length => RangedFields.RangeOf(length.Derivation) is not null))
        {
            writer.Line("var position = 0L;");
            MeasureEmitter.WriteParts(writer, plan, facts);
        }

        foreach (var length in plan.Structure.Lengths)
        {
            writer.Line($"// {length.Name}");
            var local = FormattableString.Invariant($"length{length.Parameter}");
            writer.Line($"var {local} = {DerivedExpressions.Of(length.Derivation, plan, facts)};");
            writer.Line($"{EncodeChecks}.Value({local}, 0, {length.Type.Max.Bits & long.MaxValue}, \"{plan.Name}\", \"{length.Name}\");");
            writer.Line($"outer = outer.With({length.Parameter}, {local});");
        }
    }

    /// <summary>Begins a method that writes with lengths that agree with the message.</summary>
    public static void WriteCompletion(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Structure.Lengths.Count == 0) return;
        writer.Line("var outer = given;");
        writer.Line($"{MessageCodec}.Complete(in message, ref outer);");
    }
}
