using ProtoGen.Framing;

namespace ProtoGen.Tool.Live.Emitted;

/// <summary>The codec of one message; made by the code that is compiled with the protocol's.</summary>
internal sealed class LiveCodec<TFraming, THeader, T> : ILiveCodec
    where TFraming : struct, IFraming<THeader>
    where THeader : struct
    where T : struct, IMessage<T>
{
    public Type Record => typeof(T);

    public object Decode(byte[] body, long key, ReadOnlySpan<long> outer) =>
        T.TryDecode(body, new WireOuter(0, outer).WithKey(key), out var message, out var error) ? message : throw new ArgumentException(error.ToString());

    public LiveBody Encode(object record, object? header, ReadOnlySpan<long> profile, bool fromServer)
    {
        var message = (T)record;
        TFraming.GetOuter(TFraming.FrameKey(T.Kind, fromServer), header is THeader known ? known : default, profile.IsEmpty ? TFraming.DefaultProfile : profile, out var outer);
        var key = T.GetKey(in message);
        outer = outer.WithKey(key);
        T.Complete(in message, ref outer);
        var body = new byte[T.GetSize(in message, in outer)];
        T.Encode(in message, in outer, body);
        return new(body, key, outer);
    }

    public object ReadHeader(byte[] plain, long key, int bodyOffset, int bodyLength) =>
        TFraming.ReadHeader(plain, new FrameHead(plain.Length, key, bodyOffset, bodyLength));
}
