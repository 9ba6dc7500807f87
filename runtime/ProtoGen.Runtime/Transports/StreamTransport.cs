using System.Net;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>Moves bytes between a stream and a connection: TLS, a serial port, a pipe, or what an application made up.</summary>
internal sealed class StreamTransport : IOwnedTransport
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly IStreamEnds? _ends;
    private readonly StreamTraits _traits;
    private readonly TimeProvider _time;
    private readonly StreamReceiver _receiver;
    private readonly StreamSender _sender;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Connection? _connection;
    private ITimer? _linger;
    private int _isDisposed;

    /// <param name="stream">Belongs to the transport from now on.</param>
    /// <param name="ends">How its directions end; null where only disposing ends them.</param>
    /// <param name="traits">What else is to be known of it.</param>
    /// <param name="time">The clock of lingering.</param>
    public StreamTransport(Stream stream, IStreamEnds? ends, StreamTraits traits, TimeProvider time)
    {
        (_stream, _ends, _traits, _time) = (stream, ends, traits, time);
        _receiver = new(stream, this);
        _sender = new(stream, this, traits.PieceBytes, traits.Flushes);
    }

    public EndPoint? RemoteEndPoint => _traits.RemoteEndPoint;

    public X509Certificate2? RemoteCertificate => _traits.RemoteCertificate;

    public bool? InputWaiting => null;

    /// <summary>Completes when the stream is disposed: from then on what lies beneath may be opened again.</summary>
    public Task Released => _released.Task;

    public void Attach(Connection connection)
    {
        _connection = connection;
        _receiver.Connection = _sender.Connection = connection;
    }

    public void Start() => _receiver.Resume();

    public void RequestSend() => _sender.Request();

    public void RequestReceive() => _receiver.Resume();

    public void RequestClose(bool abort)
    {
        if (abort) Abort(DisconnectReason.LocalClosed, null);
        else _sender.RequestEnd();
    }

    /// <summary>Receiver or sender failed.</summary>
    public void Abort(Exception cause)
    {
        var reason = StreamFailures.ToReason(cause);
        // A stream may dispose itself: a serial port does when its line is gone.
        if (reason == DisconnectReason.LocalClosed && Volatile.Read(ref _isDisposed) == 0) reason = DisconnectReason.TransportError;
        Abort(reason, cause);
    }

    public ValueTask EndOutputAsync() => _ends?.EndOutputAsync() ?? default;

    /// <summary>All output is gone and no more will come. What the peer still sends is read and dropped for a while: to close over it would
    /// reset the connection, and the reset may overtake what was just sent.</summary>
    public void OutputEnded()
    {
        _connection?.OnClosed(DisconnectReason.LocalClosed, null);
        if (_ends is null || _receiver.HasEnded)
        {
            Dispose();
            return;
        }

        _linger = _time.CreateTimer(static state => ((StreamTransport)state!).Dispose(), this, LingerTime, Timeout.InfiniteTimeSpan);
        if (Volatile.Read(ref _isDisposed) != 0) _linger.Dispose();
        else _receiver.Discard();
    }

    /// <summary>The peer has ended its output before it sent a byte; true where that was the end of the connection.</summary>
    public bool EndedSilently()
    {
        if (_traits.SilentEnd is not { } meaning || _sender.HasEnded) return false;
        Abort(DisconnectReason.TlsFailed, new ConnectionException(DisconnectReason.TlsFailed, Delivery.OutcomeUnknown, meaning));
        return true;
    }

    /// <summary>The peer sends no more.</summary>
    public void InputEnded()
    {
        if (_sender.HasEnded) Dispose();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        Volatile.Read(ref _linger)?.Dispose();
        // A serial port may take its time, and this may be a thread that many connections share.
        if (_traits.ClosesAtOnce) Release();
        else ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.Release(), this, preferLocal: false);
    }

    private void Abort(DisconnectReason reason, Exception? cause)
    {
        if (Volatile.Read(ref _isDisposed) == 0) Ignoring(() => _ends?.Abort());
        Dispose();
        _connection?.OnClosed(reason, cause);
    }

    private void Release()
    {
        Ignoring(_stream.Dispose);
        _released.TrySetResult();
    }

    // What fails while it is thrown away has nobody left to tell.
    private static void Ignoring(Action step)
    {
        try
        {
            step();
        }
        catch (Exception)
        {
            // The connection has ended for a better reason.
        }
    }
}
