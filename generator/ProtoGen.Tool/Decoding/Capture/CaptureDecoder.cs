using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>Decodes what a file of packets holds; says what it could not use.</summary>
internal sealed class CaptureDecoder(Protocol protocol, int? port, Action<DecodedFrame> report, Terminal terminal)
{
    public void Run(byte[] file, CancellationToken cancel) =>
        WatchedDecoding.Run(terminal, file.Length, report, (found, progress) => Decode(file, found, progress, cancel));

    private void Decode(byte[] file, Action<DecodedFrame> found, Action<double> progress, CancellationToken cancel)
    {
        var connections = new Connections(protocol, port, found);
        var (packets, segments, unknown) = (0, 0, new SortedSet<int>());
        foreach (var packet in PacketFile.Read(file))
        {
            cancel.ThrowIfCancellationRequested();
            packets++;
            progress(packet.Bytes.Length + 16);
            if (!LinkLayer.Knows(packet.LinkType)) unknown.Add(packet.LinkType);
            if (Segment.Of(packet) is not { } segment) continue;
            segments++;
            connections.Take(segment);
        }

        connections.End();
        if (unknown.Count > 0) terminal.Error.WriteLine($"Packets of the link types {string.Join(", ", unknown)} are not understood and were left out.");
        if (segments == 0) terminal.Error.WriteLine($"None of the {packets} packets holds TCP over IPv4 or IPv6.");
        if (port is null && connections.Ports.Count > 1) terminal.Error.WriteLine($"There are connections to several ports; choose one with --port: {string.Join(", ", connections.Ports)}");
        if (port is not null && segments > 0 && connections.Ports.Count == 0) terminal.Error.WriteLine($"No connection to port {port} carries bytes.");
    }
}
