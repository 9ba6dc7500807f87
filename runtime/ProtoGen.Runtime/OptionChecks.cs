namespace ProtoGen;

/// <summary>Says of an option which it is, what it is, and what it may be.</summary>
internal static class OptionChecks
{
    public static void Positive(int value, string name)
    {
        if (value <= 0) throw Wrong(name, value, "must be 1 or more");
    }

    public static void AtLeast(int value, int least, string name, string leastName)
    {
        if (value < least) throw Wrong(name, value, $"must not be below {leastName}, which is {least}");
    }

    public static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw Wrong(name, value, "must be above zero; TimeSpan.MaxValue is never");
    }

    public static void NotNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero) throw Wrong(name, value, "must be zero or more");
    }

    public static void Known<T>(T value, string name) where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) throw Wrong(name, value, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    public static void NotNull(object? value, string name)
    {
        if (value is null) throw new ArgumentException($"{name} is null; leave it out for its default.");
    }

    private static ArgumentException Wrong(string name, object value, string rule) => new(FormattableString.Invariant($"{name} is {value}; it {rule}."));
}
