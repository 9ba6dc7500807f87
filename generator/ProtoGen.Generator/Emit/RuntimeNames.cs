namespace ProtoGen.Generator.Emit;

/// <summary>Every name outside the protocol that emitted code uses. Nothing else in the generator knows the runtime.</summary>
internal static class RuntimeNames
{
    public const string MessageInterface = "global::ProtoGen.IMessage";
    public const string RequestInterface = "global::ProtoGen.IRequest";
    public const string WireList = "global::ProtoGen.WireList";
    public const string DecodeError = "global::ProtoGen.DecodeError";
    public const string MacAddress = "global::ProtoGen.MacAddress";
    public const string EncodeException = "global::ProtoGen.EncodeException";
    public const string FrameStatus = "global::ProtoGen.FrameStatus";
    public const string Answer = "global::ProtoGen.Answer";
    public const string Peer = "global::ProtoGen.Peer";
    public const string SendResult = "global::ProtoGen.SendResult";
    public const string BroadcastResult = "global::ProtoGen.BroadcastResult";
    public const string DisconnectReason = "global::ProtoGen.DisconnectReason";
    public const string ServerOptions = "global::ProtoGen.ServerOptions";
    public const string ServerBase = "global::ProtoGen.ServerBase";
    public const string ClientBase = "global::ProtoGen.ClientBase";
    public const string FaultException = "global::ProtoGen.FaultException";
    public const string ConnectionException = "global::ProtoGen.ConnectionException";

    public const string MessageCodec = "global::ProtoGen.Codec.MessageCodec";
    public const string PackedInteger = "global::ProtoGen.Codec.PackedInteger";
    public const string Varint = "global::ProtoGen.Codec.Varint";
    public const string ZigZag = "global::ProtoGen.Codec.ZigZag";
    public const string LengthPrefix = "global::ProtoGen.Codec.LengthPrefix";
    public const string WireBytes = "global::ProtoGen.Codec.WireBytes";
    public const string WireRange = "global::ProtoGen.Codec.WireRange";
    public const string Utf8Text = "global::ProtoGen.Codec.Utf8Text";
    public const string AsciiText = "global::ProtoGen.Codec.AsciiText";
    public const string Latin1Text = "global::ProtoGen.Codec.Latin1Text";

    public const string EncodedText = "global::ProtoGen.Codec.EncodedText";
    public const string PaddedText = "global::ProtoGen.Codec.PaddedText";
    public const string TerminatedText = "global::ProtoGen.Codec.TerminatedText";
    public const string TerminatedBytes = "global::ProtoGen.Codec.TerminatedBytes";
    public const string Bcd = "global::ProtoGen.Codec.Bcd";
    public const string BitLists = "global::ProtoGen.Codec.BitLists";
    public const string BitView = "global::ProtoGen.Codec.BitView";
    public const string NumberLists = "global::ProtoGen.Codec.NumberLists";
    public const string NumberView = "global::ProtoGen.Codec.NumberView";
    public const string ListSizes = "global::ProtoGen.Codec.ListSizes";
    public const string ListView = "global::ProtoGen.Codec.ListView";
    public const string WireLists = "global::ProtoGen.Codec.WireLists";
    public const string WireItems = "global::ProtoGen.Codec.WireItems";
    public const string WireSizes = "global::ProtoGen.Codec.WireSizes";
    public const string SizeSteps = "global::ProtoGen.Codec.SizeSteps";
    public const string VarintPrefix = "global::ProtoGen.Codec.VarintPrefix";
    public const string StructCodec = "global::ProtoGen.Codec.StructCodec";
    public const string IWireCodec = "global::ProtoGen.Codec.IWireCodec";
    public const string FieldCodec = "global::ProtoGen.Codec.FieldCodec";
    public const string EncodeChecks = "global::ProtoGen.Codec.EncodeChecks";
    public const string DecodeChecks = "global::ProtoGen.Codec.DecodeChecks";
    public const string ReservedBytes = "global::ProtoGen.Codec.ReservedBytes";
    public const string Scaled = "global::ProtoGen.Codec.Scaled";
    public const string RawDates = "global::ProtoGen.Codec.RawDates";
    public const string DecimalText = "global::ProtoGen.Codec.DecimalText";
    public const string WireAddress = "global::ProtoGen.Codec.WireAddress";
    public const string Crc = "global::ProtoGen.Codec.Crc";
    public const string Checksums = "global::ProtoGen.Codec.Checksums";

    public const string Framing = "global::ProtoGen.Framing.IFraming";
    public const string NoHeader = "global::ProtoGen.Framing.NoHeader";
    public const string WireOuter = "global::ProtoGen.WireOuter";
    public const string FrameHead = "global::ProtoGen.Framing.FrameHead";
    public const string ReceivedFrame = "global::ProtoGen.Framing.ReceivedFrame";
    public const string FrameWriter = "global::ProtoGen.Framing.FrameWriter";

    public const string Connection = "global::ProtoGen.Connections.ProtocolConnection";
    public const string ConnectionSetup = "global::ProtoGen.Connections.ConnectionSetup";
    public const string Correlation = "global::ProtoGen.Connections.Correlation";
    public const string OneReply = "global::ProtoGen.Connections.OneReply";
    public const string ReplyOrFault = "global::ProtoGen.Connections.ReplyOrFault";
    public const string Optional = "global::ProtoGen.Connections.Optional";
    public const string ReplyReader = "global::ProtoGen.Connections.IReplyReader";
    public const string ReplyWriter = "global::ProtoGen.Connections.IReplyWriter";
    public const string ReplySink = "global::ProtoGen.Connections.IReplySink";
    public const string FaultReply = "global::ProtoGen.Connections.FaultReply";
    public const string DispatchResult = "global::ProtoGen.Connections.DispatchResult";
    public const string HeartbeatSettings = "global::ProtoGen.Connections.HeartbeatSettings";
    public const string HeartbeatRoles = "global::ProtoGen.Connections.HeartbeatRoles";
    public const string SessionRegistry = "global::ProtoGen.Connections.SessionRegistry";
    public const string PushStream = "global::ProtoGen.Connections.PushStream";

    public const string Bytes = "global::System.ReadOnlySpan<byte>";
    public const string Destination = "global::System.Span<byte>";
    public const string MemoryExtensions = "global::System.MemoryExtensions";
    public const string BinaryPrimitives = "global::System.Buffers.Binary.BinaryPrimitives";
    public const string ValueTaskType = "global::System.Threading.Tasks.ValueTask";
    public const string CancellationTokenType = "global::System.Threading.CancellationToken";
    public const string ExceptionType = "global::System.Exception";
    public const string Func = "global::System.Func";
    public const string TimeSpanType = "global::System.TimeSpan";
    public const string HashCode = "global::System.HashCode";
    public const string AsyncEnumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    public const string NotNullWhen = "global::System.Diagnostics.CodeAnalysis.NotNullWhen";
    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}
