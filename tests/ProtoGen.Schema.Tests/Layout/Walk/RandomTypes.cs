using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;

namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>The types that random structures are made of, each with a maker of values.</summary>
/// <param name="isAligned">
/// Whether fields may be aligned, rather than announced by varints: padding inside what a varint announces may leave no size that fits,
/// 127 bytes behind two of a varint and 128 behind one.
/// </param>
internal sealed class RandomTypes(bool isAligned)
{
    private const int Deepest = 3;
    private readonly List<Structure> _structs = [];

    public static BitsType Flags { get; } = new()
    {
        Name = "Flags",
        Underlying = U16,
        Parts = EquatableArray.Of(
            new BitsPart { Name = "has", Property = null, Low = 0, Width = 1 },
            new BitsPart { Name = "kind", Property = "Kind", Low = 1, Width = 3 },
            new BitsPart { Name = "size", Property = null, Low = 4, Width = 5 }),
    };

    public bool IsAligned => isAligned;

    /// <summary>What announces a size.</summary>
    public FieldType Announcer(Random random) => isAligned || random.Next(2) == 0 ? U16 : Varint;

    public WalkContext Context => new()
    {
        Structures = _structs.ToDictionary(known => known.Name),
        Bits = new Dictionary<string, BitsType> { [Flags.Name] = Flags },
    };

    /// <summary>Makes a struct of some fields, and a use of it.</summary>
    public StructType Register(IReadOnlyList<Field> fields)
    {
        _structs.Add(Struct("S" + _structs.Count, [.. fields]));
        return Use(_structs[^1]);
    }

    /// <summary>Any type that has an end of its own.</summary>
    public (FieldType Type, Func<FieldValue> Make) Any(Random random, int depth, Func<int, (FieldType, Func<FieldValue>)> nested)
    {
        switch (random.Next(8))
        {
            case 0: return (TextOf(Shapes.Fixed(5), TextEncoding.Latin1), () => new TextValue(new('x', random.Next(6))));
            case 1: return (TextOf(Until(RandomStructure.Mark(random)), TextEncoding.Ascii), () => new TextValue(new('y', random.Next(6))));
            case 2: return (Bytes(By(Announcer(random))), () => SomeBytes(random, 200));
            case 3: return (new BcdType(By(U8)), () => new TextValue(string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => "42"))));
            case 4: return (new BitListType(By(U8)), () => Values.Many([.. Enumerable.Range(0, random.Next(20)).Select(_ => new BoolValue(random.Next(2) == 0))]));
            case 5:
                var (each, make) = Element(random, depth, nested);
                var isInBytes = random.Next(2) == 0;
                return (new ListType(each, By(Announcer(random)), isInBytes), () => Values.Many([.. Enumerable.Range(0, random.Next(5)).Select(_ => make())]));
            default: return Element(random, depth, nested);
        }
    }

    /// <summary>Any type that takes at least a byte and may stand in a list.</summary>
    public static (FieldType Type, Func<FieldValue> Make) Element(Random random, int depth, Func<int, (FieldType, Func<FieldValue>)> nested)
    {
        var size = random.Next(1, 9);
        var order = random.Next(2) == 0 ? ByteOrder.Big : ByteOrder.Little;
        return random.Next(depth < Deepest ? 7 : 5) switch
        {
            0 => (new IntegerType(size, true, order), () => Values.Number(random.NextInt64(long.MinValue, long.MaxValue) >> (64 - (8 * size)))),
            1 => (new IntegerType(size, false, order), () => new IntegerValue(new WireInteger((ulong)random.NextInt64() >> (64 - (8 * size))))),
            2 => (new VarintType(64, VarintCoding.ZigZag), () => Values.Number(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))),
            3 => (new FloatType(8, order), () => new FloatValue(random.NextInt64())),
            4 => (TextOf(By(U8), TextEncoding.Utf8), () => new TextValue(string.Concat(Enumerable.Repeat("é中😀", random.Next(3))))),
            _ => nested(depth + 1),
        };
    }

    public static FieldValue SomeBytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return Values.Raw(bytes);
    }
}
