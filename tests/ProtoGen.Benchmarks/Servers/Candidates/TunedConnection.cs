using System.Net.Sockets;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>
/// One connection of the yardstick. Who receives also sends its replies, out of a buffer of its own, and reads on when they are gone; what is said
/// meanwhile by others waits in a second buffer, and so do replies where others are sending.
/// </summary>
internal sealed class TunedConnection : IDisposable
{
    private const int InputBytes = 16 << 10, OutputBytes = 16 << 10, MostQueued = 1 << 20;

    private readonly Socket _socket;
    private readonly Device _device;
    private readonly Action<TunedConnection> _ended;
    // Completions run in no one's context.
    private readonly SocketAsyncEventArgs _receive = new(true);
    private readonly SocketAsyncEventArgs _send = new(true);
    private readonly Lock _gate = new();

    private byte[] _input = GC.AllocateUninitializedArray<byte>(InputBytes, pinned: true);
    private readonly byte[] _output = GC.AllocateUninitializedArray<byte>(OutputBytes, pinned: true);
    private int _kept;
    private byte[]? _queue, _spare;
    private int _queued;
    private bool _isSending, _readsAfterSend;

    public TunedConnection(Socket socket, Device device, Action<TunedConnection> ended)
    {
        (_socket, _device, _ended) = (socket, device, ended);
        _receive.Completed += (_, _) =>
        {
            if (TryTake()) Receive();
        };
        _send.Completed += (_, _) =>
        {
            if (TryGoOnSending() && Interlocked.Exchange(ref _readsAfterSend, false) && TryAnswerRest()) Receive();
        };
    }

    public void Start() => Receive();

    /// <summary>Sends a frame that is the same for many.</summary>
    public void Push(byte[] frame)
    {
        lock (_gate)
        {
            if (_isSending)
            {
                Queue(frame);
                return;
            }

            _isSending = true;
        }

        TrySend(frame, frame.Length);
    }

    public void Dispose()
    {
        _ended(this);
        _socket.Dispose();
    }

    private void Receive()
    {
        try
        {
            do _receive.SetBuffer(_input, _kept, _input.Length - _kept);
            while (!_socket.ReceiveAsync(_receive) && TryTake());
        }
        catch (ObjectDisposedException)
        {
            _ended(this);
        }
    }

    // False where it shall not read on: the connection is over, or replies wait to be gone.
    private bool TryTake()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            Dispose();
            return false;
        }

        _kept += _receive.BytesTransferred;
        return TryAnswerRest();
    }

    private bool TryAnswerRest()
    {
        while (true)
        {
            ReadOnlySpan<byte> input = _input.AsSpan(0, _kept);
            Span<byte> output = _output;
            if (!Wire.TryAnswer(ref input, ref output, _device))
            {
                Dispose();
                return false;
            }

            var isMore = output.Length < Wire.LongestReply && Wire.HasFrame(input);
            input.CopyTo(_input);
            _kept = input.Length;
            if (_kept == _input.Length) Array.Resize(ref _input, 2 * _input.Length);
            if (!TryReply(_output.Length - output.Length)) return false;
            if (!isMore) return true;
        }
    }

    // False where the output is still needed by a send that waits.
    private bool TryReply(int bytes)
    {
        if (bytes == 0) return true;
        lock (_gate)
        {
            if (_isSending)
            {
                Queue(_output.AsSpan(0, bytes));
                return true;
            }

            (_isSending, _readsAfterSend) = (true, true);
        }

        return TrySend(_output, bytes) && Interlocked.Exchange(ref _readsAfterSend, false);
    }

    // False where the send waits for room in the socket; its completion goes on.
    private bool TrySend(byte[] buffer, int bytes)
    {
        try
        {
            _send.SetBuffer(buffer, 0, bytes);
            return !_socket.SendAsync(_send) && TryGoOnSending();
        }
        catch (ObjectDisposedException)
        {
            _ended(this);
            return false;
        }
    }

    private bool TryGoOnSending()
    {
        while (true)
        {
            if (_send.SocketError != SocketError.Success)
            {
                Dispose();
                return false;
            }

            if (_send.BytesTransferred < _send.Count) _send.SetBuffer(_send.Offset + _send.BytesTransferred, _send.Count - _send.BytesTransferred);
            else if (!TryTakeQueue()) return true;
            if (_socket.SendAsync(_send)) return false;
        }
    }

    private bool TryTakeQueue()
    {
        lock (_gate)
        {
            if (_queued == 0) return _isSending = false;
            _send.SetBuffer(_queue, 0, _queued);
            (_queue, _spare, _queued) = (_spare, _queue, 0);
            return true;
        }
    }

    // Under the gate.
    private void Queue(ReadOnlySpan<byte> frames)
    {
        _queue ??= new byte[OutputBytes];
        if (_queued + frames.Length > MostQueued) _socket.Dispose();
        else if (_queued + frames.Length > _queue.Length) Array.Resize(ref _queue, 2 * (_queued + frames.Length));
        if (_queued + frames.Length > _queue.Length) return;
        frames.CopyTo(_queue.AsSpan(_queued));
        _queued += frames.Length;
    }
}
