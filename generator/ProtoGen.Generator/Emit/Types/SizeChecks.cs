using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>The size that a value of the user's, or from outside, says of a type.</summary>
internal static class SizeChecks
{
    /// <summary>The rule, where an earlier value says the size.</summary>
    public static ReferencedSize? Of(FieldType type) => type.SizeRule() as ReferencedSize;

    /// <summary>Whether that size counts elements.</summary>
    public static bool CountsElements(FieldType type) => type is BitListType or ListType { InBytes: false };

    /// <summary>Measures a value, and compares its size with what was said.</summary>
    /// <param name="scope">Where statements go.</param>
    /// <param name="type">The type.</param>
    /// <param name="emitter">How it is said in C#.</param>
    /// <param name="names">For errors.</param>
    /// <param name="value">The value.</param>
    public static void Measure(WriteScope scope, FieldType type, TypeEmitter emitter, FieldNames names, string value)
    {
        if (Of(type) is not { } said)
        {
            emitter.Measure(scope, names, value);
            return;
        }

        var expected = scope.Value(said.Source, said.Steps);
        if (CountsElements(type))
        {
            scope.Writer.Line($"{RuntimeNames.EncodeChecks}.Count({value}.Count, {expected}, {names.Arguments});");
            emitter.Measure(scope, names, value);
            return;
        }

        scope.Writer.Line($"var start = {scope.Position};");
        emitter.Measure(scope, names, value);
        scope.Writer.Line($"{RuntimeNames.EncodeChecks}.Size({scope.Position} - start, {expected}, {names.Arguments});");
    }
}
