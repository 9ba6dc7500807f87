namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// The names under which a walk keeps what no field is called after, for the round trip. They hold a star, which no name of a schema does.
/// What stands under them may be left out when writing; the shortest, emptiest form is written then.
/// </summary>
public static class HiddenNames
{
    private const string Mark = "*";

    /// <summary>In the value of a bits field: the bits that belong to no part, where any is set.</summary>
    public const string Gaps = Mark + "gaps";

    /// <summary>After the last field of a message: the bytes left over, where they are kept.</summary>
    public const string Trailing = Mark + "trailing";

    /// <summary>After the last field of a struct: what fills it, where that is kept and not zero.</summary>
    public const string Padding = Mark + "padding";

    /// <summary>Beside a field: the bytes left over in its bound, where they are kept.</summary>
    public static string TrailingOf(string field) => field + Trailing;

    /// <summary>Beside a field whose value means null: that value, where it does not follow from the schema.</summary>
    public static string RawOf(string field) => field + Mark + "raw";

    /// <summary>Beside a field that keeps its spelling: the bytes its varint takes, or the byte that its bool is.</summary>
    public static string SpellingOf(string field) => field + Mark + "spelling";
}
