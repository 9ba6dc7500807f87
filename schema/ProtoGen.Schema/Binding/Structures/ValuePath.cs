using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>From a field to a number in it: <c>count</c>, <c>flags.will</c>, <c>head.course.degrees</c>.</summary>
internal static class ValuePath
{
    /// <summary>What a path names; null where it names nothing that can be a number, or where something in it is broken and was reported.</summary>
    /// <param name="segments">The path; its first segment is the field.</param>
    /// <param name="written">The path as the schema has it.</param>
    /// <param name="field">The field.</param>
    /// <param name="scope">The schema.</param>
    /// <param name="refusal">The rule that is broken, and how, as a sentence goes on behind who uses the path.</param>
    public static ResolvedValue? Follow(string[] segments, string written, Field field, BindingScope scope, out (DiagnosticRule Rule, string Problem)? refusal)
    {
        refusal = null;
        var type = field.Type;
        for (var index = 1; index < segments.Length; index++)
        {
            switch (type)
            {
                case BitsFieldType bits when index == segments.Length - 1:
                    var known = scope.BitsOf(bits);
                    if (known.Find(segments[index]) is { } part) return new(new OwnValue(segments.ToEquatableArray()), null, part);
                    refusal = (Rules.UnknownField, $"names the part '{segments[index]}', which '{segments[index - 1]}' does not have" +
                        NameSuggestion.DidYouMean(segments[index], known.Parts.Select(candidate => candidate.Name)));
                    return null;
                case StructType inner when scope.Structures.OfType(inner.Structure) is { } structure:
                    if (structure.Find(segments[index]) is not { } next)
                    {
                        refusal = (Rules.UnknownField, $"names '{segments[index]}', which {structure.Title} does not have" +
                            NameSuggestion.DidYouMean(segments[index], structure.Fields.Select(candidate => candidate.Syntax.Key.Text)));
                        return null;
                    }

                    if (next.Field is null) return null;
                    if (next.Field.Derivation is not (null or ConstantDerivation or PartsDerivation))
                    {
                        refusal = (Rules.NotANumber,
                            $"names '{written}', which nobody sets: it follows from other fields of {structure.Title}; let what needs it stand there too");
                        return null;
                    }

                    type = next.Field.Type;
                    break;
                default:
                    refusal = (Rules.NotANumber, $"names '{written}', but '{segments[index - 1]}' has no parts");
                    return null;
            }
        }

        if (IsNumber(type)) return new(new OwnValue(segments.ToEquatableArray()), type, null);
        refusal = (Rules.NotANumber, $"names '{written}', which is no integer, enum, bool or bit");
        return null;
    }

    public static bool IsNumber(FieldType type) => type switch
    {
        IntegerType or VarintType or EnumFieldType or BoolType or CharType or BitsFieldType => true,
        SwitchType choice => choice.Else is null && choice.Cases.All(known => known.Type is IntegerType),
        _ => false,
    };
}
