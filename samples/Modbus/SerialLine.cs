using System.IO.Pipes;
using System.IO.Ports;

namespace Samples.Modbus;

/// <summary>Serial lines: those of the machine as <c>serial:///dev/ttyUSB0</c>, and for the story a pipe in place of a cable as <c>pipe://name</c>.</summary>
internal static class SerialLine
{
    /// <summary>19 200 baud, and even parity unless told otherwise: what the specification asks of every device.</summary>
    public static Stream Open(string port, Parity parity)
    {
        var serial = new SerialPort(port, 19_200, parity, 8, StopBits.One);
        serial.Open();
        return serial.BaseStream;
    }

    /// <summary>How a client gets to the end of a line.</summary>
    public static async ValueTask<Stream> Connect(string endpoint, Parity parity, CancellationToken cancel)
    {
        const string Port = "serial://";
        if (endpoint.StartsWith(Port, StringComparison.Ordinal)) return Open(endpoint[Port.Length..], parity);
        var pipe = new NamedPipeClientStream(".", new Uri(endpoint).Host, PipeDirection.InOut, PipeOptions.Asynchronous);
        await pipe.ConnectAsync(cancel);
        return pipe;
    }

    /// <summary>Waits for a master at the other end of a pipe.</summary>
    public static async Task<Stream> Accept(string pipe, CancellationToken cancel)
    {
        var stream = new NamedPipeServerStream(pipe, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        await stream.WaitForConnectionAsync(cancel);
        return stream;
    }
}
