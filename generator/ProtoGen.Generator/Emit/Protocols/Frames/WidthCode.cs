using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>A length of several widths: how it is read and written, and which width it has.</summary>
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

    /// <summary>The tag of the first case that holds a number.</summary>
    public static string Narrowest(SwitchType choice, string number) => choice.Cases.Reverse().Skip(1).Aggregate(
        SwitchEmitters.Key(choice.Cases[choice.Cases.Count - 1].Keys[0]),
        (wider, known) => Limit(known) is { } limit ? $"({number} <= {limit} ? {SwitchEmitters.Key(known.Keys[0])} : {wider})" : SwitchEmitters.Key(known.Keys[0]));

    /// <summary>The tag that was kept where it holds the number, else the first that does.</summary>
    public static string Kept(SwitchType choice, string kept, string number)
    {
        var arms = Spellings(choice).Select(known => $"{known.Index}{(Limit(known.Case) is { } limit ? $" when {number} <= {limit}" : "")} => {SwitchEmitters.Key(known.Key)}");
        return $"({kept} switch {{ {string.Join(", ", arms)}, _ => {Narrowest(choice, number)} }})";
    }

    /// <summary>The expression of what is kept of a tag: 0 for the narrowest.</summary>
    public static string Spelling(SwitchType choice, string tag, string number)
    {
        var arms = Spellings(choice).Select(known => $"{SwitchEmitters.Key(known.Key)} => {known.Index}");
        return $"{tag} == {Narrowest(choice, number)} ? 0 : {tag} switch {{ {string.Join(", ", arms)}, _ => 0 }}";
    }

    private static IEnumerable<(int Index, long Key, SwitchCase Case)> Spellings(SwitchType choice) =>
        choice.Cases.SelectMany(known => known.Keys.Select(key => (key, known))).Select((pair, index) => (index + 1, pair.key, pair.known));

    private static string Keys(SwitchCase known) => string.Join(" or ", known.Keys.Select(SwitchEmitters.Key));

    /// <summary>The most that a case holds; null where that is any number there is.</summary>
    private static string? Limit(SwitchCase known) => known.Type is IntegerType { Size: < 8 } narrow ? narrow.Max.ToString() : null;
}
