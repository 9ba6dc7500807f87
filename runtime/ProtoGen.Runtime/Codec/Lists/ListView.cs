namespace ProtoGen.Codec;

/// <summary>A list read in place: its elements are found one after another.</summary>
/// <typeparam name="TCodec">Who reads an element.</typeparam>
/// <typeparam name="TValue">An element in a record.</typeparam>
/// <typeparam name="TView">An element in a view.</typeparam>
/// <param name="body">The body in which the list stands.</param>
/// <param name="outer">What the elements depend on.</param>
/// <param name="items">Where the list stands; checked before.</param>
public readonly ref struct ListView<TCodec, TValue, TView>(ReadOnlySpan<byte> body, WireOuter outer, WireItems items)
    where TCodec : IWireCodec<TValue, TView>
    where TView : allows ref struct
{
    private readonly ReadOnlySpan<byte> _body = items.Count == 0 ? default : body[..items.End];
    private readonly WireOuter _outer = outer;
    private readonly WireItems _items = items;

    /// <summary>The number of elements.</summary>
    public int Count => _items.Count;

    /// <summary>Copies the elements.</summary>
    /// <param name="list">The elements.</param>
    /// <param name="error">Which text is none.</param>
    /// <returns>Whether all text in them is text.</returns>
    public bool TryToList(out WireList<TValue> list, out DecodeError error) =>
        WireLists.TryRead<TCodec, TValue, TView>(_body, in _outer, _items, "", out list, out error);

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>One pass over the elements.</summary>
    public ref struct Enumerator
    {
        private readonly ListView<TCodec, TValue, TView> _list;
        // Of elements of one size the bytes that are left; of others where they are, and how many.
        private ReadOnlySpan<byte> _rest;
        private int _position;
        private int _left;
        private TView _current;

        internal Enumerator(ListView<TCodec, TValue, TView> list)
        {
            _list = list;
            _position = list._items.Start;
            _left = list._items.Count;
            _rest = TCodec.PlainSize > 0 ? list._body[_position..] : default;
            _current = default!;
        }

        /// <summary>The element at which the enumerator stands.</summary>
        public readonly TView Current => _current;

        /// <summary>Goes on to the next element.</summary>
        public bool MoveNext()
        {
            if (TCodec.PlainSize > 0)
            {
                if (_rest.Length < TCodec.PlainSize) return false;
                _current = TCodec.At(_rest, 0);
                _rest = _rest[TCodec.PlainSize..];
                return true;
            }

            if (_left == 0) return false;
            _left--;
            return TCodec.TryTake(_list._body, in _list._outer, ref _position, out _current, out _);
        }
    }
}
