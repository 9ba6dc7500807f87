using System.Globalization;

namespace ProtoGen.Benchmarks;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    public static CommandLine Parse(ReadOnlySpan<string> args)
    {
        var line = new CommandLine();
        for (var index = 0; index + 1 < args.Length; index += 2) line._values[args[index].TrimStart('-')] = args[index + 1];
        return line;
    }

    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>What to move bytes with.</summary>
    public ServerTransport Transport() => Enum.Parse<ServerTransport>(Text("transport") ?? nameof(ServerTransport.Portable), ignoreCase: true);

    public bool Flag(string name, bool otherwise) => _values.TryGetValue(name, out var value) ? bool.Parse(value) : otherwise;
}
