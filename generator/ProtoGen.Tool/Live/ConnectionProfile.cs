using System.Globalization;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

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
        foreach (var entry in Assignments.Read(words).Entries)
        {
            var name = entry.Key.Text;
            var fact = protocol.Profiles.FirstOrDefault(known => known.Name == name) ?? throw NoSuch.Of(protocol.Name, "profile", name, protocol.Profiles.Select(known => known.Name));
            var value = new TypedValues(protocol).Read(fact.Type, entry.Value, name, null);
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
