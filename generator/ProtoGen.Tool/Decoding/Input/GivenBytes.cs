using System.Text;
using ProtoGen.Tool.Decoding.Capture;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding.Input;

/// <summary>What somebody asked to have decoded: bytes, or captured packets.</summary>
/// <param name="Bytes">The bytes as they go over the wire, or the file of packets.</param>
/// <param name="IsCapture">Whether they are a pcap or pcapng file.</param>
internal sealed record GivenBytes(byte[] Bytes, bool IsCapture)
{
    /// <summary>Reads what the command line says: hexadecimal digits, the name of a file, or - for what is piped in.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public static async Task<GivenBytes> Read(IReadOnlyList<string> given, Terminal terminal, CancellationToken cancel)
    {
        if (given is ["-"]) return Of(await ReadAll(terminal, cancel), "What is piped in");
        if (given is [var name] && File.Exists(name)) return Of(await ReadFile(name, cancel), name);
        var text = string.Join(" ", given);
        if (given is [var path] && HexText.Read(path, out _) is null && (path.Contains('/') || path.Contains('\\') || Path.HasExtension(path))) throw new UsageException($"There is no file {path}.");
        return new(HexText.Require(text), false);
    }

    private static GivenBytes Of(byte[] bytes, string what)
    {
        if (bytes.Length == 0) throw new UsageException($"{what} is empty.");
        if (PacketFile.IsOne(bytes)) return new(bytes, true);
        // Digits and what stands between them: nobody sends these as they are.
        var looksLikeText = bytes.Take(4096).All(value => value is >= 0x20 and < 0x7f or (byte)'\n' or (byte)'\r' or (byte)'\t');
        return looksLikeText && HexText.Read(Encoding.ASCII.GetString(bytes), out _) is { } read ? new(read, false) : new(bytes, false);
    }

    private static async Task<byte[]> ReadAll(Terminal terminal, CancellationToken cancel)
    {
        await using var input = terminal.OpenIn();
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancel);
        return all.ToArray();
    }

    private static async Task<byte[]> ReadFile(string name, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(name, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name} cannot be read: {exception.Message}");
        }
    }
}
