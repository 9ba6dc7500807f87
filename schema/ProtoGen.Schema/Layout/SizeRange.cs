namespace ProtoGen.Schema.Layout;

/// <summary>The fewest and the most bytes that something takes.</summary>
/// <param name="Min">The fewest.</param>
/// <param name="Max">The most; <see cref="Unlimited"/> or above where only the frame limits it.</param>
internal readonly record struct SizeRange(long Min, long Max)
{
    /// <summary>More than any frame holds.</summary>
    public const long Unlimited = int.MaxValue;

    public static SizeRange Nothing => default;

    public static SizeRange Exactly(long size) => new(size, size);

    public static SizeRange AtLeast(long size) => new(size, Unlimited);

    public static SizeRange operator +(SizeRange left, SizeRange right) => new(Saturate(left.Min + right.Min), Saturate(left.Max + right.Max));

    /// <summary>Both one and the other.</summary>
    public static SizeRange Or(SizeRange left, SizeRange right) => new(Math.Min(left.Min, right.Min), Math.Max(left.Max, right.Max));

    /// <summary>As often as the number says.</summary>
    public static SizeRange Times(SizeRange count, SizeRange each) => new(Product(count.Min, each.Min), Product(count.Max, each.Max));

    private static long Saturate(long size) => Math.Min(size, Unlimited);

    private static long Product(long count, long each) => each == 0 ? 0 : count > Unlimited / each ? Unlimited : count * each;
}
