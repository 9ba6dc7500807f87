using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Which of its widths a number has: the narrowest that holds it, or a wider one that was kept.</summary>
internal static class Widths
{
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
        return $"({tag}) == {Narrowest(choice, number)} ? 0 : ({tag}) switch {{ {string.Join(", ", arms)}, _ => 0 }}";
    }

    private static IEnumerable<(int Index, long Key, SwitchCase Case)> Spellings(SwitchType choice) =>
        choice.Cases.SelectMany(known => known.Keys.Select(key => (key, known))).Select((pair, index) => (index + 1, pair.key, pair.known));

    /// <summary>The most that a case holds; null where that is any number there is.</summary>
    private static string? Limit(SwitchCase known) => known.Type is IntegerType { Size: < 8 } narrow ? narrow.Max.ToString() : null;
}
