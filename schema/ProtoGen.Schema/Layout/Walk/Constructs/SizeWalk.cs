using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Sizes by every notation: what announces or ends some content, and where the content stands.</summary>
internal static class SizeWalk
{
    private const int MostAttempts = 16;

    /// <summary>Where content stands whose size is in bytes, and moves to its beginning; null, and a failure, where it does not.</summary>
    /// <param name="rule">The notation.</param>
    /// <param name="at">The place.</param>
    /// <param name="step">The bytes of a character, at whose beginning alone a terminator counts.</param>
    public static Region? Find(SizeRule rule, ReadPlace at, int step = 1)
    {
        if (rule is TerminatedSize { Terminator: var mark }) return FindMark([.. mark], at, step);
        if (Read(rule, at) is not { } size || !at.Has(size)) return null;
        var end = at.Position + (int)size;
        return new(at.Position, end, end);
    }

    /// <summary>A size, in the unit of what it belongs to, and moves behind what announces it; null, and a failure, where there is none.</summary>
    public static ulong? Read(SizeRule rule, ReadPlace at) => rule switch
    {
        FixedSize known => (ulong)known.Count,
        PrefixedSize prefixed => ReadPrefix(prefixed.Prefix, at),
        VarintPrefixedSize prefixed => VarintWalk.ReadNumber(prefixed.Prefix, at)?.Bits,
        ReferencedSize said => ReadSaid(said, at),
        RestSize => (ulong)at.Left,
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    /// <summary>Writes what announces content, the content, and what ends it.</summary>
    public static void Write(SizeRule rule, byte[] content, WritePlace at, int step = 1)
    {
        Announce(rule, content.Length, at);
        at.Output.Add(content);
        if (rule is not TerminatedSize { Terminator: var mark }) return;
        if (Marks.Find([.. content, .. mark], [.. mark], 0, step) != content.Length) at.Fail("holds the bytes that end it");
        at.Output.Add(mark);
    }

    /// <summary>Writes what announces a size, in the unit of what it belongs to.</summary>
    public static void Announce(SizeRule rule, long size, WritePlace at)
    {
        switch (rule)
        {
            case FixedSize known when known.Count != size:
                at.Fail($"has a size of {size} instead of {known.Count}");
                break;
            case PrefixedSize { Prefix: var prefix, None: var none }:
                if (none is { } number && number.Equals(new(size))) at.Fail($"has a size of {size}, which means that there is none");
                if (!prefix.Holds(new(size))) at.Fail($"has a size of {size}, more than its {prefix.Name} prefix can say");
                at.Output.Add(IntegerBytes.Write(new(size), prefix));
                break;
            case VarintPrefixedSize { Prefix: var prefix }:
                VarintWalk.Write(prefix, new(new(size)), at);
                break;
            case ReferencedSize said:
                Demands.Size(said, size, at);
                break;
        }
    }

    /// <summary>
    /// Content whose bytes depend on the offset at which it stands, because something in it is aligned; that offset depends on how many
    /// bytes a varint before it takes, and this on the content.
    /// </summary>
    public static byte[] Compose(SizeRule rule, WritePlace at, Action<WritePlace> write)
    {
        var prefix = PrefixSize(rule, 0, at);
        for (var attempt = 0; ; attempt++)
        {
            var content = new BodyOutput(at.Output.Position + prefix);
            write(at with { Output = content, Spelling = null });
            var bytes = content.Bytes;
            var needed = PrefixSize(rule, bytes.Length, at);
            if (needed == prefix) return bytes;
            if (attempt == MostAttempts) at.Fail("has no size that agrees with what announces it");
            if (attempt == MostAttempts) return bytes;
            prefix = needed;
        }
    }

    private static int PrefixSize(SizeRule rule, long size, WritePlace at) => rule switch
    {
        PrefixedSize prefixed => prefixed.Prefix.Size,
        VarintPrefixedSize prefixed => VarintBytes.Write(new(size), prefixed.Prefix, at.Spelling ?? 1).Length,
        _ => 0,
    };

    private static ulong? ReadPrefix(IntegerType prefix, ReadPlace at)
    {
        if (!at.Has((ulong)prefix.Size)) return null;
        var size = IntegerBytes.Read(at.Input.Bytes, at.Position, prefix);
        if (size.IsNegative)
        {
            at.Fail($"announces a size of {size}");
            return null;
        }

        at.Input.Position += prefix.Size;
        return size.Bits;
    }

    private static ulong? ReadSaid(ReferencedSize said, ReadPlace at)
    {
        var source = at.Scope.Use(said.Source);
        var isTooLarge = !source.IsNegative && source.Bits > long.MaxValue;
        var size = isTooLarge ? null : said.Steps.Apply((long)source.Bits);
        if (size is >= 0) return (ulong)size;
        at.Fail($"has no size: '{at.Scope.Name(said.Source)}' is {source}", null, source);
        return null;
    }

    private static Region? FindMark(byte[] mark, ReadPlace at, int step)
    {
        var found = Marks.Find(at.Input.Bytes, mark, at.Position, step);
        if (found >= 0 && found <= at.End - mark.Length) return new(at.Position, found, found + mark.Length);
        at.Fail("has no end: the bytes that end it do not follow");
        if (at.End == at.Input.Bytes.Length) at.Input.MarkShort();
        return null;
    }
}

/// <summary>Where content stands.</summary>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="End">The offset behind its last byte.</param>
/// <param name="Next">The offset behind what ends it.</param>
internal readonly record struct Region(int Start, int End, int Next);
