using System.Runtime.CompilerServices;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance.Dns;

/// <summary>The codec of names for the walk: a name is its text there, and its spelling is remembered beside it.</summary>
internal static class DnsWalkCodec
{
    private static readonly ConditionalWeakTable<FieldValue, byte[]> Spellings = [];

    public static WalkCodec Instance { get; } = new(Read, Write);

    private static (FieldValue Value, int Size)? Read(byte[] body, int position)
    {
        var end = position;
        if (!DnsNameCodec.TryDecode(body, ref end, out var name)) return null;
        var value = new TextValue(name.Text);
        Spellings.Add(value, body[position..end]);
        return (value, end - position);
    }

    private static byte[]? Write(FieldValue value)
    {
        if (Spellings.TryGetValue(value, out var spelling)) return spelling;
        if (value is not TextValue { Value: var text }) return null;
        var bytes = new byte[DnsNameCodec.GetSize(text)];
        DnsNameCodec.Encode(text, bytes, 0);
        return bytes;
    }
}
