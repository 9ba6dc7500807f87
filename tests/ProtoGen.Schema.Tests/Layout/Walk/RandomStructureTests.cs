using CsCheck;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class RandomStructureTests
{
    [Fact]
    public void What_is_written_reads_as_the_same_values_and_is_written_again_as_the_same_bytes() => Gen.Int.Sample(
        seed =>
        {
            var (structure, context, made) = Make(new Random(seed));
            var values = made.MakeValues();
            var body = BodyWriter.Write(structure, values, context);
            Assert.True(BodyReader.TryRead(structure, body, context, out var read, out var failure), failure?.ToString());
            Assert.True(ValueMatch.Holds(Struct(values), Struct(read)), $"{Struct(values)} came back as {Struct(read)}");
            Assert.Equal(body, BodyWriter.Write(structure, read, context));
            Assert.InRange(body.Length, structure.Layout.MinSize, structure.Layout.MaxSize);
        },
        iter: 3000);

    [Fact]
    public void Bytes_that_were_changed_are_refused_or_come_back_the_same() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (structure, context, made) = Make(random);
            var body = BodyWriter.Write(structure, made.MakeValues(), context);
            for (var change = 0; change < 20; change++) AssertSound(structure, context, Change(body, random));
        },
        iter: 1000);

    [Fact]
    public void Random_bytes_are_refused_or_come_back_the_same() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (structure, context, _) = Make(random);
            for (var size = 0; size < 24; size++)
            {
                var body = new byte[size];
                random.NextBytes(body);
                for (var index = 0; index < size; index++) if (random.Next(2) == 0) body[index] &= 3;
                AssertSound(structure, context, body);
            }
        },
        iter: 1000);

    [Fact]
    public void Every_body_cut_short_is_refused_or_comes_back_the_same() => Gen.Int.Sample(
        seed =>
        {
            var (structure, context, made) = Make(new Random(seed));
            var body = BodyWriter.Write(structure, made.MakeValues(), context);
            for (var size = 0; size < Math.Min(body.Length, 100); size++) AssertSound(structure, context, body[..size]);
        },
        iter: 300);

    private static void AssertSound(Structure structure, WalkContext context, byte[] body)
    {
        if (BodyReader.TryRead(structure, body, context, out var read, out var failure)) Assert.Equal(body, BodyWriter.Write(structure, read, context));
        else Assert.InRange(failure!.Offset, 0, body.Length);
    }

    private static byte[] Change(byte[] body, Random random)
    {
        byte[] changed = [.. body];
        for (var count = random.Next(1, 3); count > 0 && changed.Length > 0; count--) changed[random.Next(changed.Length)] = (byte)random.Next(random.Next(2) == 0 ? 4 : 256);
        return changed;
    }

    private static (Structure Structure, WalkContext Context, RandomStructure Made) Make(Random random)
    {
        var types = new RandomTypes(isAligned: random.Next(2) == 0);
        var made = RandomStructure.Message(random, types);
        return (Shapes.Message([.. made.Fields]) with { Layout = BodyLayoutBuilder.Build(made.Fields, int.MaxValue) }, types.Context, made);
    }

    private static StructValue Struct(IEnumerable<VectorValue> values) => new(values.ToEquatableArray());
}
