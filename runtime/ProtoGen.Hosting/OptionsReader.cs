using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace ProtoGen.Hosting;

/// <summary>
/// Reads options from configuration. The framework's binder passes over misspelt keys in silence, its source generator cannot set what is
/// <c>init</c>; this one refuses keys it does not know, says where a value is wrong, and needs no code made at run time.
/// </summary>
internal static class OptionsReader
{
    /// <summary>Sets what the section has a key for.</summary>
    /// <param name="options">An object nobody else uses yet.</param>
    /// <param name="section">Where to read.</param>
    /// <param name="nested">Keys that others read.</param>
    /// <exception cref="InvalidOperationException">A key is unknown or its value malformed.</exception>
    public static void Read<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        T options, IConfiguration section, params (string Key, Action<IConfigurationSection> Read)[] nested) where T : class
    {
        foreach (var entry in section.GetChildren())
        {
            if (Array.Find(nested, one => one.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)) is { Read: { } read })
            {
                read(entry);
                continue;
            }

            var property = Array.Find(typeof(T).GetProperties(), one => one.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null || !property.CanWrite || !CanRead(property.PropertyType)) throw Unknown<T>(entry, property, nested);
            property.SetValue(options, Parse(property.PropertyType, entry));
        }
    }

    /// <summary>A list, or one value.</summary>
    public static string[] ReadList(IConfigurationSection section) =>
        section.Value is { } one ? [one] : [.. section.GetChildren().Select(item => item.Value ?? throw Malformed(item, "text"))];

    public static TimeSpan ReadTime(IConfigurationSection section) => (TimeSpan)Parse(typeof(TimeSpan), section)!;

    private static bool CanRead(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(X509Certificate2) || type == typeof(X509Certificate2Collection)
            || type.IsEnum || type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(bool) || type == typeof(TimeSpan) || type == typeof(string);
    }

    private static object? Parse(Type declared, IConfigurationSection entry)
    {
        if (declared == typeof(X509Certificate2)) return CertificateFiles.Read(entry);
        if (declared == typeof(X509Certificate2Collection)) return CertificateFiles.ReadAll(entry);
        var isNullable = Nullable.GetUnderlyingType(declared) is not null;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (string.IsNullOrEmpty(entry.Value)) return isNullable ? null : throw Malformed(entry, type.Name);
        var text = entry.Value;
        try
        {
            if (type == typeof(string)) return text;
            if (type.IsEnum) return Enum.Parse(type, text, ignoreCase: true);
            if (type == typeof(int)) return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            if (type == typeof(long)) return long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            if (type == typeof(double)) return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (type == typeof(bool)) return bool.Parse(text);
            // A bare number would be days, which nobody means.
            if (!text.Contains(':')) throw new FormatException();
            return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw Malformed(entry, type == typeof(TimeSpan) ? "time such as 00:00:10" : type.Name);
        }
    }

    private static InvalidOperationException Malformed(IConfigurationSection entry, string wanted) =>
        new($"{entry.Path}: '{entry.Value}' is no {wanted}.");

    private static InvalidOperationException Unknown<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IConfigurationSection entry, PropertyInfo? property, (string Key, Action<IConfigurationSection> Read)[] nested)
    {
        if (property is not null) return new($"{entry.Path} cannot be read from configuration; set it in code.");
        var known = typeof(T).GetProperties().Where(one => one.CanWrite && CanRead(one.PropertyType)).Select(one => one.Name).Concat(nested.Select(one => one.Key));
        return new($"{entry.Path} is no option; there are {string.Join(", ", known.Distinct().Order())}.");
    }
}
