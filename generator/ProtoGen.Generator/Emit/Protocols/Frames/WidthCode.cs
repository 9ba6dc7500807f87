using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>A length of several widths: how it is read and written.</summary>
internal static class WidthCode
{
    /// <summary>Whether a field is one.</summary>
    public static bool Is(Field field) => field is { Type: SwitchType choice, Derivation: not null } && choice.IsNumber();

    /// <summary>Whether a width larger than needed is kept for the round trip.</summary>
    public static bool IsKept(Field field) => Is(field) && field.KeepsSpelling;

    /// <summary>The member of the header that keeps it.</summary>
    public static string Member(Field field) => "Spelling" + FieldCode.Pascal(field);

    /// <summary>The expression that reads the number.</summary>
    public static string Read(SwitchType choice, string tag, string span, Spot start)
    {
        var cast = IntegerEmitter.CSharp(choice.Widest());
        var arms = choice.Cases.Select(known => $"{Keys(known)} => ({cast}){new IntegerEmitter((IntegerType)known.Type!).Read(new(span, start.ToString(), known.Type!.FixedSize!.Value))}");
        return $"{tag} switch {{ {string.Join(", ", arms)}, _ => default }}";
    }

    /// <summary>Writes the number in the width that its tag says.</summary>
    public static void Write(SourceWriter writer, SwitchType choice, string tag, Func<IntegerType, string> write)
    {
        using var cases = writer.Open($"switch ({tag})");
        foreach (var known in choice.Cases)
        {
            foreach (var key in known.Keys) writer.Line($"case {SwitchEmitters.Key(key)}:");
            using var indent = writer.Indent();
            writer.Line(write((IntegerType)known.Type!));
            writer.Line("break;");
        }
    }

    private static string Keys(SwitchCase known) => string.Join(" or ", known.Keys.Select(SwitchEmitters.Key));
}
