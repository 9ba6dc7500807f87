using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>A capture as tshark and as decode show it.</summary>
internal static class Dissection
{
    /// <summary>Fails unless both see the same messages with the same values; the dissector stays beside the capture.</summary>
    /// <param name="schema">The file of the schema.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="capture">The file of packets.</param>
    /// <param name="port">The port of its servers; 0 where tshark has to recognise the protocol.</param>
    /// <returns>The messages in the order in which both see them.</returns>
    public static async Task<IReadOnlyList<string>> AssertSame(string schema, Protocol protocol, string capture, int port)
    {
        var script = Path.Combine(Path.GetDirectoryName(capture)!, "dissector.lua");
        Assert.Equal(ExitCodes.Ok, (await Command.Run("wireshark", schema, "--port", $"{port}", "-o", script)).ExitCode);
        var decoded = await Command.Run("decode", schema, capture, "--json");
        Assert.True(decoded.ExitCode == ExitCodes.Ok, decoded.Out + decoded.Error);
        var own = decoded.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ShownFrame.OfJson(line, protocol)).ToList();
        var details = await Tshark.Run("-X", "lua_script:" + script, "-r", capture, "-T", "pdml");
        // Some names Wireshark has itself.
        var filter = protocol.Name.ToLowerInvariant() + (details.Contains("_schema.message", StringComparison.Ordinal) ? "_schema" : "");
        var shown = ShownFrame.OfDetails(details, await File.ReadAllTextAsync(script), filter);

        Assert.NotEmpty(own);
        Assert.Equal(own.Select(frame => frame.Message), shown.Select(frame => frame.Message));
        var differences = own.Zip(shown, (left, right) => left.Differs(right, protocol.Framing.Pad is not null)).Where(text => text is not null).ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        return [.. own.Select(frame => frame.Message)];
    }
}
