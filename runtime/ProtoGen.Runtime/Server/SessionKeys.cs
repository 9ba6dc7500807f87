using System.Globalization;

namespace ProtoGen.Server;

/// <summary>A session's key as text, the same on every machine.</summary>
internal static class SessionKeys
{
    public static string ToText<TKey>(TKey key) where TKey : notnull => key switch
    {
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => key.ToString() ?? "",
    };
}
