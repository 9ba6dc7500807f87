using System.Runtime.CompilerServices;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>The send role of a stream: one thread at a time writes until nothing is left; requests meanwhile make it look once more.</summary>
internal sealed class StreamSender
{
    private readonly Stream _stream;
    private readonly StreamTransport _transport;
    private readonly Action _continue;
    private readonly int _pieceBytes;
    private readonly bool _flushes;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _pending;
    private ReadOnlyMemory<byte> _rest;
    private Step _step;
    private int _pieceLength;
    private SendRole _role;

    /// <param name="stream">Where to.</param>
    /// <param name="transport">What both belong to.</param>
    /// <param name="pieceBytes">The most to write at a time: a piece is the progress that the write timeout wants to see.</param>
    /// <param name="flushes">Whether the stream may hold bytes back until it is flushed.</param>
    public StreamSender(Stream stream, StreamTransport transport, int pieceBytes, bool flushes)
    {
        (_stream, _transport, _pieceBytes, _flushes) = (stream, transport, pieceBytes, flushes);
        _continue = Continue;
    }

    private enum Step
    {
        None,
        Write,
        Flush,
        End,
    }

    public Connection? Connection { get; set; }

    public bool HasEnded => _role.HasEnded;

    public void Request()
    {
        if (_role.Request()) Run();
    }

    /// <summary>Ends the output once it is empty.</summary>
    public void RequestEnd()
    {
        if (_role.RequestEnd()) Run();
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                var seen = _role.Seen;
                while (TryBeginStep())
                {
                    if (!_pending.IsCompleted)
                    {
                        _pending.UnsafeOnCompleted(_continue);
                        return;
                    }

                    EndStep();
                }

                if (_role.TryLeave(seen)) return;
            }
        }
        catch (Exception exception)
        {
            // The role stays taken: nobody sends again.
            _transport.Abort(exception);
        }
    }

    private void Continue()
    {
        try
        {
            EndStep();
        }
        catch (Exception exception)
        {
            _transport.Abort(exception);
            return;
        }

        Run();
    }

    // False where there is nothing to do for now.
    private bool TryBeginStep()
    {
        _step = NextStep(_role.MustEnd);
        switch (_step)
        {
            case Step.Write:
                _pieceLength = Math.Min(_rest.Length, _pieceBytes);
                WaitFor(_stream.WriteAsync(_rest[.._pieceLength]));
                return true;
            case Step.Flush:
                WaitFor(new(_stream.FlushAsync()));
                return true;
            case Step.End:
                WaitFor(_transport.EndOutputAsync());
                return true;
            default:
                return false;
        }
    }

    // An awaiter instead of an async method: a write that waits allocates nothing here.
    private void WaitFor(ValueTask step) => _pending = step.ConfigureAwait(false).GetAwaiter();

    private Step NextStep(bool mayEnd)
    {
        // The last piece of a buffer is not gone before it is flushed.
        if (_step == Step.Write && _flushes && _pieceLength == _rest.Length) return Step.Flush;
        if (!_rest.IsEmpty || Connection!.TryTakeOutput(out _rest)) return Step.Write;
        return mayEnd ? Step.End : Step.None;
    }

    private void EndStep()
    {
        _pending.GetResult();
        _pending = default;
        if (_step == Step.End)
        {
            _role.End();
            _transport.OutputEnded();
        }
        else if (_step == Step.Flush || !_flushes || _pieceLength < _rest.Length)
        {
            Sent();
        }
    }

    private void Sent()
    {
        _rest = _rest[_pieceLength..];
        if (_rest.IsEmpty) _rest = default;
        var sent = _pieceLength;
        _pieceLength = 0;
        Connection!.OnSent(sent);
    }
}
