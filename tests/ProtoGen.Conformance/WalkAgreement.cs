using System.Globalization;
using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance;

/// <summary>Two implementations, one truth: the emitted code and the walk over the layout must say the same of every value and of every byte.</summary>
internal sealed class WalkAgreement
{
    private readonly Protocol _protocol;

    public WalkAgreement(string schemaFile)
    {
        var result = SchemaCompiler.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", schemaFile)));
        Assert.Empty(result.Diagnostics);
        _protocol = result.Protocol!;
    }

    /// <summary>Encodes, reads by both, compares field by field, and writes by both to the same bytes.</summary>
    public void AssertRoundTrip<T>(T message) where T : struct, IMessage<T>
    {
        var body = new byte[T.GetSize(in message)];
        T.Encode(in message, body);

        Assert.True(T.TryDecode(body, out var decoded, out var error), error.ToString());
        Assert.Equal(message, decoded);

        var layout = Find<T>().Layout;
        Assert.True(BodyReader.TryRead(layout, body, out var values, out var failure), failure?.ToString());
        foreach (var value in values) AssertSame(Find<T>(), message, value);
        Assert.Equal(body, BodyWriter.Write(layout, values));
    }

    /// <summary>Reads arbitrary bytes by both: both accept or both refuse, and what is accepted encodes to the same bytes.</summary>
    public void AssertSameJudgement<T>(byte[] body) where T : struct, IMessage<T>
    {
        var accepted = T.TryDecode(body, out var message, out var error);
        var walked = BodyReader.TryRead(Find<T>().Layout, body, out _, out var failure);

        Assert.True(accepted == walked, $"{Convert.ToHexString(body)}: generated code says {error}, the walk says {failure}");
        if (accepted) AssertRoundTrip(message);
    }

    private Message Find<T>() => _protocol.Messages.Single(message => message.Name == typeof(T).Name);

    private static void AssertSame<T>(Message message, T record, VectorValue value)
    {
        var property = message.Fields.Single(field => field.Name == value.Field).Property!;
        Assert.Equal(value.Value, ToFieldValue(typeof(T).GetProperty(property)!.GetValue(record)!));
    }

    // By its bits: a conversion by the processor would change some NaNs.
    private static FloatValue Widen(double value, bool isNegative, ulong fraction, int fractionBits) => new(double.IsNaN(value)
        ? (long)((isNegative ? 1UL << 63 : 0) | 0x7FF0_0000_0000_0000 | (fraction << (52 - fractionBits)))
        : BitConverter.DoubleToInt64Bits(value));

    private static FieldValue ToFieldValue(object value) => value switch
    {
        string text => new TextValue(text),
        WireList<byte> bytes => new BytesValue(EquatableArray.Of(bytes.Span.ToArray())),
        char letter => new TextValue(letter.ToString()),
        Half number => Widen((double)number, Half.IsNegative(number), BitConverter.HalfToUInt16Bits(number) & 0x3FFu, 10),
        bool flag => new BoolValue(flag),
        float number => Widen(number, float.IsNegative(number), BitConverter.SingleToUInt32Bits(number) & 0x7F_FFFF, 23),
        double number => new FloatValue(BitConverter.DoubleToInt64Bits(number)),
        ulong number => new IntegerValue(new WireInteger(number)),
        Enum named => ToFieldValue(Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture)),
        _ => new IntegerValue(new WireInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
    };
}
