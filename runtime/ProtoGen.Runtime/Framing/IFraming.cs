using System.Buffers;
using ProtoGen.Codec;

namespace ProtoGen.Framing;

/// <summary>
/// How a protocol cuts bytes into frames; emitted. All members are pure functions, and none allocates. Members that are virtual need not be
/// written where their default holds; their constants (<see cref="IsEscaped"/> and its like) cost nothing where they are false.
/// </summary>
/// <remarks>
/// <para>A <i>plain</i> frame is what the layout describes. Where <see cref="IsEscaped"/>, the plain frame is escaped as a whole and stands
/// between two flags, which no layout contains: every span and every size below is of plain frames, without flags.</para>
/// <para>A key says all that tells messages apart, the state of the conversation and the variant of the layout included. So the key alone
/// decides how a frame is written; the state is needed to read. Where both sides say a message in frames of their own, its frames have a key
/// for each side, see <see cref="FrameKey"/>.</para>
/// </remarks>
/// <typeparam name="THeader">What a user reads and sets of a frame; <see cref="NoHeader"/> where there is nothing.</typeparam>
public interface IFraming<THeader> where THeader : struct
{
    /// <summary>The largest legal plain frame in bytes: the schema's <c>maxSize</c>, or less where the length cannot say as much.</summary>
    static abstract int MaxFrameBytes { get; }

    /// <summary>Looks at the start of the bytes received. Judges length, constants and checks. It looks into the body only where nothing else says where that ends.</summary>
    /// <param name="input">Unread bytes; where <see cref="IsEscaped"/> exactly one plain frame, so that a frame without a length may take all of it.</param>
    /// <param name="maxFrameBytes">The limit in force; at most <see cref="MaxFrameBytes"/>.</param>
    /// <param name="head">The frame's parts. With <see cref="FrameStatus.NeedMore"/> nothing but <see cref="FrameHead.Length"/> may be set:
    /// the bytes of the whole frame if they are known already; where a frame ends with its body, as many as it takes at least.</param>
    /// <remarks>Where <see cref="HasStates"/>, the overload with the state is called instead.</remarks>
    static abstract FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head);

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="frame">A plain frame that <c>ReadHead</c> accepted, or that <see cref="Seal"/> wrote.</param>
    /// <param name="head">Its parts.</param>
    static abstract THeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head);

    /// <summary>The bytes of a plain frame around a body, and where in it the body begins. Neither may depend on the sequence.</summary>
    /// <exception cref="EncodeException">A value of the header cannot be represented.</exception>
    static abstract int GetFrameSize(in THeader header, long key, int bodySize, out int bodyOffset);

    /// <summary>Writes everything of a plain frame but its body, which must stand in it already; checks last. It may be called again for
    /// the same frame with another sequence.</summary>
    /// <param name="frame">The whole plain frame.</param>
    /// <param name="header">A header that <see cref="GetFrameSize"/> accepted.</param>
    /// <param name="key">The message's key.</param>
    /// <param name="bodySize">The bytes of the body.</param>
    static abstract void Seal(Span<byte> frame, in THeader header, long key, int bodySize);

    /// <summary>The header of a reply: a default one with what replies repeat, the sequence where <see cref="EchoesSequence"/> and fields marked <c>echo</c>.</summary>
    static abstract THeader Answer(in THeader request);

    /// <summary>Whether frames are numbered. The engine gives each frame that this side begins a fresh number, and matches replies by it.</summary>
    static abstract bool HasSequence { get; }

    /// <summary>The number of a frame; 0 where there is none.</summary>
    static abstract long GetSequence(in THeader header);

    /// <summary>A header with another number, wrapped to the field's width (and to the numbers that are legal in it).</summary>
    static abstract THeader WithSequence(in THeader header, long sequence);

    /// <summary>Whether any message has parameters: values of its frame's header or of the connection that decide how it looks. Where one
    /// has, every message is read and written with what <see cref="GetOuter"/> says of it; else none is, and it is never called.</summary>
    static virtual bool HasParameters => false;

    /// <summary>Whether a message stands for unknown ids: its keys hold them, and connections say by <c>KindOf</c> what they are dispatched as.</summary>
    static virtual bool CatchesUnknown => false;

    /// <summary>What messages with parameters take from their frame; default for all others.</summary>
    /// <param name="key">The key by which the message is dispatched, <see cref="IMessage{TSelf}.Kind"/>; where <see cref="HasSides"/> as <see cref="FrameKey"/> makes it.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="profile">The facts of the connection, as many as <see cref="DefaultProfile"/> has.</param>
    /// <param name="outer">The values in the order of the message's parameters.</param>
    static abstract void GetOuter(long key, in THeader header, ReadOnlySpan<long> profile, out WireOuter outer);

    /// <summary>Whether headers hold lengths that count fields of the message. <see cref="Seal"/> leaves their bytes as they are.</summary>
    static virtual bool HasLengths => false;

    /// <summary>Writes these lengths; called for each frame before it is sealed where <see cref="HasLengths"/>.</summary>
    /// <param name="frame">The whole plain frame.</param>
    /// <param name="key">The message's key.</param>
    /// <param name="outer">What the message takes from outside, completed by the message.</param>
    static virtual void WriteLengths(Span<byte> frame, long key, in WireOuter outer)
    {
    }

    /// <summary>The facts of a connection about which nothing was said yet; empty where the protocol has no <c>profiles</c>.</summary>
    static virtual ReadOnlySpan<long> DefaultProfile => default;

    /// <summary>Whether a reply has the number of its request. Where it has a number of its own, a field of its body says which request it
    /// answers, and <see cref="Answer"/> leaves the number to the engine.</summary>
    static virtual bool EchoesSequence => true;

    /// <summary>Whether frames look different in different states of the conversation, or from different sides.</summary>
    static virtual bool HasStates => false;

    /// <summary>As the overload without a state, which is not called where <see cref="HasStates"/>.</summary>
    /// <param name="input">Unread bytes, see there.</param>
    /// <param name="maxFrameBytes">The limit in force.</param>
    /// <param name="state">The state of the conversation as the reading side sees it: a number made by the generator, different for client
    /// and server. Emitted connections say the first one, <see cref="NextState"/> all others.</param>
    /// <param name="head">The frame's parts, see there.</param>
    static virtual FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, int state, out FrameHead head) => throw new NotSupportedException();

    /// <summary>The state after a frame was received or sent; the same where it changes nothing. Called for each frame where <see cref="HasStates"/>:
    /// when it was cut off the received bytes, before the next one is looked at, or when it was put into the send queue.</summary>
    /// <remarks>What both sides may say changes nothing when it is sent: the peer's bytes are in the new state once it has said it too.</remarks>
    /// <param name="state">The state before.</param>
    /// <param name="key">The frame's key.</param>
    /// <param name="isSent">Whether this side sent it.</param>
    static virtual int NextState(int state, long key, bool isSent) => state;

    /// <summary>Whether both sides say a message in frames of their own: then its key in frames of the server is another one than the message has.</summary>
    static virtual bool HasSides => false;

    /// <summary>The key of a frame.</summary>
    /// <param name="key">The message's.</param>
    /// <param name="fromServer">Whether the server says it.</param>
    static virtual long FrameKey(long key, bool fromServer) => key;

    /// <summary>The key of the message in a frame: the inverse of <see cref="FrameKey"/>.</summary>
    /// <param name="key">The frame's.</param>
    static virtual long MessageKey(long key) => key;

    /// <summary>Whether a connection in a state is a server's: it reads the client's bytes.</summary>
    static virtual bool IsServer(int state) => false;

    /// <summary>Whether bodies go without their last bytes where these are <see cref="BodyPad"/>; messages put them back when they are read.</summary>
    static virtual bool TrimsBodies => false;

    /// <summary>The byte that the end of a body may be filled with.</summary>
    static virtual byte BodyPad => 0;

    /// <summary>The bytes of a body that are sent whatever they are.</summary>
    static virtual int MinBodyBytes => 0;

    /// <summary>Whether frames are escaped and stand between flags, in every state.</summary>
    static virtual bool IsEscaped => false;

    /// <summary>The flag before and after each escaped frame. One flag may end a frame and begin the next; nothing between two flags is no frame.</summary>
    static virtual byte Flag => 0;

    /// <summary>The rule of escaping, from a static field; asked for only where <see cref="IsEscaped"/>.</summary>
    static virtual Escaping Escaping => throw new NotSupportedException();

    /// <summary>The largest frame as escaped, both flags included, or as a <c>framer</c> writes it.</summary>
    static virtual int MaxWireBytes => int.MaxValue;

    /// <summary>Whether the connection goes on after a frame that cannot be read: with the next flag where frames are escaped, else from
    /// <see cref="FindStart"/>. Otherwise it is closed.</summary>
    static virtual bool Resyncs => false;

    /// <summary>The offset at which the first frame may begin: that of the first start constant, or of the beginning of one that the end of
    /// the input cuts off; the input's length where there is neither. <see cref="FrameMarks"/> finds one constant.</summary>
    static virtual int FindStart(ReadOnlySpan<byte> input) => input.Length;

    /// <summary>Whether frames that are sent again say so. Where not, <see cref="Resent"/> is not called.</summary>
    static virtual bool MarksResent => false;

    /// <summary>The header of a request that is sent again: the schema's <c>resent</c>. Its size is that of the header it had.</summary>
    static virtual THeader Resent(in THeader header, long key) => header;

    /// <summary>Whether bodies may look different on the wire: transformed, or in several frames. Where not, none of the members up to
    /// <see cref="CreateReassembler"/> is called.</summary>
    static virtual bool ChangesBodies => false;

    /// <summary>Whether the body of a frame is transformed. It may not depend on the sequence.</summary>
    static virtual bool IsTransformed(in THeader header, long key, ReadOnlySpan<long> profile) => false;

    /// <summary>The largest body, restored and joined.</summary>
    static virtual int MaxBodyBytes => int.MaxValue;

    /// <summary>Writes a body as it goes onto the wire.</summary>
    static virtual void TransformBody(in THeader header, long key, ReadOnlySpan<byte> body, IBufferWriter<byte> wire) => throw new NotSupportedException();

    /// <summary>The inverse of <see cref="TransformBody"/>; false where the bytes are none that it writes.</summary>
    static virtual bool TryRestoreBody(in THeader header, long key, ReadOnlySpan<byte> wire, IBufferWriter<byte> body) => throw new NotSupportedException();

    /// <summary>Whether the body of a frame goes to the reassembler.</summary>
    static virtual bool IsPart(in THeader header, long key, ReadOnlySpan<long> profile) => false;

    /// <summary>What joins the parts of bodies on one connection; asked for only where something <see cref="IsPart"/>.</summary>
    static virtual IReassembler<THeader> CreateReassembler() => throw new NotSupportedException();

    /// <summary>Whether code of the user's own finds the frames.</summary>
    static virtual bool HasFramer => false;

    /// <summary>See <see cref="IFramer.Read"/>.</summary>
    static virtual FrameStatus Cut(ReadOnlySpan<byte> input, int maxFrameBytes, out int consumed, IBufferWriter<byte> plain) => throw new NotSupportedException();

    /// <summary>See <see cref="IFramer.Write"/>.</summary>
    static virtual void Wrap(ReadOnlySpan<byte> plain, IBufferWriter<byte> wire) => throw new NotSupportedException();
}
