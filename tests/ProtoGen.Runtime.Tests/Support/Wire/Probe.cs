using System.Text;
using ProtoGen.Connections;
using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>A connection of any framing that does what the test says with a frame; the rest it keeps.</summary>
internal sealed class Probe<TFraming, THeader>(ConnectionSetup setup, int state = 0) : ProtocolConnection<TFraming, THeader>(setup, state)
    where TFraming : struct, IFraming<THeader>
    where THeader : struct
{
    private Conversation _conversation;

    protected override ref Conversation Conversation => ref _conversation;

    public delegate DispatchResult Serve(Probe<TFraming, THeader> connection, in ReceivedFrame<THeader> frame);

    public Dictionary<long, Serve> On { get; } = [];

    public HashSet<long> Immediate { get; } = [];

    /// <summary>What nothing was said about: key and body.</summary>
    public List<(long Key, string Text, THeader Header)> Heard { get; } = [];

    public IEnumerable<string> Texts => Heard.Select(frame => frame.Text);

    /// <summary>Takes the message for what completes a request.</summary>
    public Probe<TFraming, THeader> Completes(params long[] keys)
    {
        foreach (var key in keys)
        {
            Immediate.Add(key);
            On[key] = static (connection, in frame) => connection.Complete(in frame);
        }

        return this;
    }

    public ValueTask<TResult> AskAsync<TRequest, TResult, TReplies>(
        TRequest request, THeader header = default, Correlation correlation = default, TimeSpan? timeout = null)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult> => RequestAsync<TRequest, TResult, TReplies>(request, header, correlation, timeout, default);

    public DispatchResult Say<TAnswer, TReplies>(in ReceivedFrame<THeader> frame, ValueTask<TAnswer> pending)
        where TReplies : struct, IReplyWriter<TAnswer>
    {
        BeforeHandler();
        return Answer<TAnswer, TReplies>(in frame, pending);
    }

    public DispatchResult Say<TReply>(in ReceivedFrame<THeader> frame, ValueTask<TReply> pending) where TReply : struct, IMessage<TReply>
    {
        BeforeHandler();
        return Answer(in frame, pending);
    }

    public DispatchResult SayNow<TReply>(in ReceivedFrame<THeader> frame, TReply reply) where TReply : struct, IMessage<TReply> => Answer(in frame, reply);

    public DispatchResult CompleteBy(in ReceivedFrame<THeader> frame, Correlation correlation) => Complete(in frame, correlation);

    public DispatchResult Wait(ValueTask pending)
    {
        BeforeHandler();
        return Finish(pending);
    }

    public void Beat<T>(in T message) where T : struct, IMessage<T> => SendHeartbeat(in message);

    public void BeatAmongRequests<T>(in T message) where T : struct, IMessage<T>
    {
        SendHeartbeat<T, Say<Told>, OneReply<Say<Told>>>(in message);
    }

    public bool AnswersSomething(in ReceivedFrame<THeader> frame, out DispatchResult result) => TryComplete(in frame, out result);

    protected override bool IsImmediate(long key) => Immediate.Contains(key);

    protected override DispatchResult Dispatch(in ReceivedFrame<THeader> frame)
    {
        if (On.TryGetValue(frame.Key, out var serve)) return serve(this, in frame);
        Heard.Add((frame.Key, Encoding.Latin1.GetString(frame.Body), frame.Header));
        return DispatchResult.Done;
    }
}
