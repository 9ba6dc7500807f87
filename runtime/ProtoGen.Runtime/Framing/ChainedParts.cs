using System.Buffers;

namespace ProtoGen.Framing;

/// <summary>Joins parts that come one after the other, the last one marked.</summary>
/// <param name="maxBytes">The largest body; must be positive.</param>
public sealed class ChainedParts(int maxBytes)
{
    private readonly ArrayBufferWriter<byte> _parts = new();
    private bool _isTaken;

    /// <summary>Adds a part.</summary>
    /// <param name="isLast">Whether the body ends with it.</param>
    /// <param name="part">The bytes.</param>
    /// <param name="body">The whole body, valid until the next call.</param>
    /// <returns><see cref="PartStatus.Refused"/> where the body would be larger than allowed; its parts are dropped.</returns>
    public PartStatus Add(bool isLast, ReadOnlySpan<byte> part, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (_isTaken) Drop();
        if (part.Length > maxBytes - _parts.WrittenCount)
        {
            Drop();
            return PartStatus.Refused;
        }

        if (isLast && _parts.WrittenCount == 0)
        {
            body = part;
            return PartStatus.Whole;
        }

        _parts.Write(part);
        if (!isLast) return PartStatus.Kept;
        _isTaken = true;
        body = _parts.WrittenSpan;
        return PartStatus.Whole;
    }

    /// <summary>Forgets the parts that came so far.</summary>
    public void Drop()
    {
        _parts.ResetWrittenCount();
        _isTaken = false;
    }
}
