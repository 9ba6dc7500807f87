using System.Globalization;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Values;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live;

/// <summary>Sets the facts of a connection, which decide how its messages look.</summary>
internal static class ConnectionProfile
{
    /// <param name="protocol">The protocol.</param>
    /// <param name="profile">The emitted profile; null where the protocol has none.</param>
    /// <param name="words">The facts, as <c>name=value</c>.</param>
    /// <exception cref="UsageException">A fact does not exist, or a value does not fit.</exception>
    public static void Set(Protocol protocol, object? profile, IEnumerable<string> words)
    {
        if (profile is null) throw new UsageException("This protocol has no profiles: nothing about a connection can be set.");
        foreach (var given in words.Select(Assignment.Parse))
        {
            var fact = protocol.Profiles.FirstOrDefault(known => known.Name == given.Path)
                ?? throw new UsageException($"There is no profile '{given.Path}'{NameSuggestion.DidYouMean(given.Path, protocol.Profiles.Select(known => known.Name)).TrimEnd('?')}. There are: {string.Join(", ", protocol.Profiles.Select(known => known.Name))}.");
            var value = new TypedValue(protocol).Read(fact.Type, GivenText.Parse(given), fact.Name, new([], default, 1));
            var property = profile.GetType().GetProperty(fact.Property)!;
            property.SetValue(profile, Converted((long)FrameFields.Number(value).Bits, property.PropertyType));
        }
    }

    private static object Converted(long number, Type type) => type switch
    {
        _ when type == typeof(bool) => number != 0,
        { IsEnum: true } => Enum.ToObject(type, number),
        _ when type == typeof(ulong) => unchecked((ulong)number),
        _ => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
    };
}
