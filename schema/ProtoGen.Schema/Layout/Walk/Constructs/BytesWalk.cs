using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Bytes of every size.</summary>
internal static class BytesWalk
{
    public static FieldValue? Read(BytesType type, ReadPlace at)
    {
        if (SizeWalk.Find(type.Size, at) is not { } region) return null;
        at.Input.Position = region.Next;
        return Slice(at.Input.Bytes, region.Start, region.End - region.Start);
    }

    public static void Write(BytesType type, BytesValue value, WritePlace at) => SizeWalk.Write(type.Size, [.. value.Value], at);

    /// <summary>Some of the bytes, as a value.</summary>
    public static BytesValue Slice(byte[] bytes, int start, int size) => new(EquatableArray.Of(Cut(bytes, start, size)));

    /// <summary>Some of the bytes.</summary>
    public static byte[] Cut(byte[] bytes, int start, int size)
    {
        var part = new byte[size];
        Array.Copy(bytes, start, part, 0, size);
        return part;
    }
}
