using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Byte stuffing, one byte at a time.</summary>
internal static class FrameEscaping
{
    /// <summary>The frame between two flags, without escaping; null, and the reason, where the bytes are no such frame.</summary>
    public static byte[]? Unescape(Framing framing, byte[] wire, out BodyFailure? failure)
    {
        failure = null;
        if (framing.Escape is not { } rule) return wire;
        if (framing.MaxWireSize is { } limit && wire.Length > limit) return Refuse(0, $"has {wire.Length} bytes, more than its maxWireSize of {limit}", out failure);
        if (wire.Length < 2 || wire[0] != rule.Flag || wire[wire.Length - 1] != rule.Flag)
            return Refuse(0, $"does not stand between two flags 0x{rule.Flag:x2}", out failure);

        var plain = new List<byte>();
        for (var index = 1; index < wire.Length - 1; index++)
        {
            if (wire[index] == rule.Escape)
            {
                var code = rule.Codes.FirstOrDefault(known => index + 1 < wire.Length - 1 && known.Code == wire[index + 1]);
                if (code is null) return Refuse(index, $"has 0x{rule.Escape:x2} before a byte that stands for nothing", out failure);
                plain.Add(code.Original);
                index++;
            }
            else if (rule.Codes.Any(known => known.Original == wire[index]))
                return Refuse(index, $"holds 0x{wire[index]:x2}, which must be escaped", out failure);
            else
                plain.Add(wire[index]);
        }

        return [.. plain];
    }

    public static byte[] Escape(Framing framing, byte[] plain)
    {
        if (framing.Escape is not { } rule) return plain;
        var wire = new List<byte> { rule.Flag };
        foreach (var value in plain)
        {
            if (rule.Codes.FirstOrDefault(known => known.Original == value) is { } code) wire.AddRange([rule.Escape, code.Code]);
            else wire.Add(value);
        }

        return [.. wire, rule.Flag];
    }

    private static byte[]? Refuse(int offset, string problem, out BodyFailure? failure)
    {
        failure = new("", offset, problem);
        return null;
    }
}
