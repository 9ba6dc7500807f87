using System.Collections.Concurrent;
using System.Net;
using DotNetty.Buffers;
using DotNetty.Transport.Bootstrapping;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>A handler in the pipeline of DotNetty, with its own groups of event loops and pooled buffers.</summary>
internal static class DotNettyServer
{
    public const string Name = "DotNetty";

    public static async Task<int> StartAsync(bool broadcasts)
    {
        var connections = new ConcurrentDictionary<IChannel, byte>();
        var bootstrap = new ServerBootstrap()
            .Group(new MultithreadEventLoopGroup(1), new MultithreadEventLoopGroup())
            .Channel<TcpServerSocketChannel>()
            .Option(ChannelOption.SoBacklog, 512)
            .ChildOption(ChannelOption.TcpNodelay, true)
            .ChildHandler(new ActionChannelInitializer<IChannel>(channel => channel.Pipeline.AddLast(new Handler(connections, broadcasts))));
        var listener = await bootstrap.BindAsync(IPAddress.Loopback, 0);
        return ((IPEndPoint)listener.LocalAddress).Port;
    }

    private sealed class Handler(ConcurrentDictionary<IChannel, byte> connections, bool broadcasts) : ChannelHandlerAdapter
    {
        private const int ReplyBytes = 4 << 10;

        private readonly Device _device = new(broadcasts ? () => Broadcast(connections.Keys) : null);
        private byte[] _kept = [];

        public override void ChannelActive(IChannelHandlerContext context) => connections.TryAdd(context.Channel, 0);

        public override void ChannelInactive(IChannelHandlerContext context) => connections.TryRemove(context.Channel, out _);

        public override void ChannelRead(IChannelHandlerContext context, object message)
        {
            var buffer = (IByteBuffer)message;
            try
            {
                var read = buffer.Array.AsSpan(buffer.ArrayOffset + buffer.ReaderIndex, buffer.ReadableBytes);
                ReadOnlySpan<byte> input = _kept.Length == 0 ? read : [.. _kept, .. read];
                do
                {
                    if (!TryAnswer(context, ref input))
                    {
                        context.CloseAsync();
                        return;
                    }
                }
                while (Wire.HasFrame(input));
                _kept = input.IsEmpty ? [] : input.ToArray();
            }
            finally
            {
                buffer.Release();
            }
        }

        public override void ChannelReadComplete(IChannelHandlerContext context) => context.Flush();

        public override void ExceptionCaught(IChannelHandlerContext context, Exception exception) => context.CloseAsync();

        private bool TryAnswer(IChannelHandlerContext context, ref ReadOnlySpan<byte> input)
        {
            var replies = context.Allocator.Buffer(ReplyBytes);
            var room = replies.Array.AsSpan(replies.ArrayOffset, ReplyBytes);
            var left = room;
            var isSound = Wire.TryAnswer(ref input, ref left, _device);
            replies.SetWriterIndex(room.Length - left.Length);
            if (isSound && replies.IsReadable()) context.WriteAsync(replies);
            else replies.Release();
            return isSound;
        }

        private static void Broadcast(ICollection<IChannel> channels)
        {
            foreach (var channel in channels) channel.WriteAndFlushAsync(Unpooled.WrappedBuffer(Wire.Notice));
        }
    }
}
