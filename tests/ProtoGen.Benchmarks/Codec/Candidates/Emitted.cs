using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>What the schema gives, as a user calls it.</summary>
internal readonly struct EmittedRegister : ICodec<Register>, IView
{
    public static Register Value => Values.Register;

    public static int Encode(in Register value, byte[] destination) => value.Encode(destination);

    public static void Decode(ReadOnlySpan<byte> source, out Register value)
    {
        if (!Register.TryDecode(source, out value)) throw new FormatException();
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        if (!Register.View.TryParse(source, out var view)) throw new FormatException();
        return view.AppId.Length + view.Imei.Length;
    }

    public static string Describe(in Register value) => Descriptions.Of(value.AppId, value.Imei);
}

internal readonly struct EmittedPosition : ICodec<Position>, IView
{
    public static Position Value => Values.Position;

    public static int Encode(in Position value, byte[] destination) => value.Encode(destination);

    public static void Decode(ReadOnlySpan<byte> source, out Position value)
    {
        if (!Position.TryDecode(source, out value)) throw new FormatException();
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        if (!Position.View.TryParse(source, out var view)) throw new FormatException();
        return (long)view.Device + view.Time + view.Latitude + view.Longitude + (long)view.Odometer + (long)view.Battery + (long)view.Temperature + view.Altitude
            + view.Fuel + view.Speed + view.Heading + view.Pitch + view.Roll + view.Satellites + view.Signal + view.Gear + view.Flags + view.Sequence;
    }

    public static string Describe(in Position value) => Descriptions.Of(in value);
}

internal readonly struct EmittedBatch : ICodec<Batch>, IView
{
    public static Batch Value => Values.Batch;

    public static int Encode(in Batch value, byte[] destination) => value.Encode(destination);

    public static void Decode(ReadOnlySpan<byte> source, out Batch value)
    {
        if (!Batch.TryDecode(source, out value)) throw new FormatException();
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        if (!Batch.View.TryParse(source, out var view)) throw new FormatException();
        var sum = (long)view.Source.Length + view.Attachment.Length;
        foreach (var sample in view.Samples) sum += sample.Time + sample.Value + sample.Quality;
        return sum;
    }

    public static string Describe(in Batch value) => Descriptions.Of(value.Samples.Select(sample => (sample.Time, sample.Value, sample.Quality)), value.Source, value.Attachment.Span);
}
