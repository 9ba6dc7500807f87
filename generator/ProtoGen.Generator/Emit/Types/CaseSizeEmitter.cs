using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>The size that all cases of a switch have in common: a method that finds it from what a value holds, and its calls.</summary>
internal static class CaseSizeEmitter
{
    private const string Method = "SizeInCase";

    /// <summary>The method, where the cases have a size in common.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="type">The switch.</param>
    /// <param name="valueType">The C# type of its values.</param>
    /// <param name="selector">What the cases are told apart by: the value itself, or its tag.</param>
    /// <param name="names">How a case names what it depends on.</param>
    /// <param name="cases">The cases: the label, the model, how it is said in C#, and the expression of what it holds.</param>
    public static void Write(SourceWriter writer, SwitchType type, string valueType, string selector, Func<ValueReference, string> names, IEnumerable<CaseCode> cases)
    {
        if (type.CaseSize() is not { } source) return;

        writer.Space();
        writer.Line($"// What {source} is written with: the size of what is held, which every case takes from there.");
        using (writer.Open($"internal static long {Method}(in {valueType} value, in {WireOuter} outer, long position)"))
        {
            using (writer.Open($"switch ({selector})"))
            {
                foreach (var known in cases)
                {
                    using var block = writer.Open(known.Label);
                    WriteCase(new(writer, int.MaxValue, names, "outer.Depth"), known);
                }
            }

            if (type.Choice is null && type.Else?.Type is not null) return;   // every tag has a case that returned

            writer.Space();
            writer.Line($"return {SizeSteps}.Unused;");
        }
    }

    /// <summary>The expression of the size in what a switch holds.</summary>
    /// <param name="scope">What the switch depends on.</param>
    /// <param name="field">How the switch is said in C#.</param>
    /// <param name="value">The expression of its value.</param>
    /// <param name="position">The expression of where it begins, as far as that is known.</param>
    public static string Call(Scope scope, TaggedEmitter field, string value, string position) =>
        $"{field.Owner}.{Method}({value}, {new Scope(reference => IsNeeded(field, reference) ? scope.Value(reference) : "0L", scope.Depth).Outer(field.References, deeper: false)}, {position})";

    /// <summary>What has to be known before: not the size itself, and not the tag of what says its case by its C# type.</summary>
    public static bool IsNeeded(TaggedEmitter field, ValueReference reference) =>
        !reference.Equals(field.Switch.CaseSize()) && (field.Switch.Choice is null || !reference.Equals(field.Switch.Tag));

    private static void WriteCase(WriteScope scope, CaseCode known)
    {
        var said = SizeChecks.Of(known.Model)!;
        if (SizeChecks.CountsElements(known.Model))
        {
            scope.Writer.Line($"return {Scope.Invert($"{known.Value}.Count", said.Steps)};");
            return;
        }

        scope.Writer.Line("var start = position;");
        known.Type.Measure(scope, known.Names, known.Value);
        scope.Writer.Line($"return {Scope.Invert("position - start", said.Steps)};");
    }
}

/// <summary>One case that holds something.</summary>
/// <param name="Label">Its label in a C# switch.</param>
/// <param name="Model">What it holds.</param>
/// <param name="Type">How that is said in C#.</param>
/// <param name="Names">What errors call it.</param>
/// <param name="Value">The expression of what it holds.</param>
internal sealed record CaseCode(string Label, FieldType Model, TypeEmitter Type, FieldNames Names, string Value);
