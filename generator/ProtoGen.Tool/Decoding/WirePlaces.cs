namespace ProtoGen.Tool.Decoding;

/// <summary>Where the bytes of a plain frame stand on the wire, between flags and with escapes.</summary>
internal sealed class WirePlaces
{
    private readonly List<int>? _places;

    public WirePlaces(Schema.Model.Framing framing, byte[] wire)
    {
        if (framing.Escape is not { } rule) return;
        _places = [];
        for (var index = 1; index < wire.Length; index++)
        {
            _places.Add(index);
            if (wire[index] == rule.Escape) index++;
        }
    }

    /// <summary>The offset on the wire of an offset in the plain frame.</summary>
    public int Wire(int plain) => _places is null ? plain : _places.Count == 0 ? 0 : plain < _places.Count ? _places[plain] : _places[^1];
}
