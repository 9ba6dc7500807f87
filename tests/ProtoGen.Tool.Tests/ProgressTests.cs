using System.Globalization;
using System.Text;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>What takes long shows how far it is, to those who watch and to nobody else.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TmuxFact]
    public async Task Decoding_of_a_big_file_of_digits_shows_a_bar_in_a_terminal()
    {
        await using var window = await TerminalWindow.OpenAsync("decode", Repository.DeviceLink, await BigDigits(), "--from", "client", "--bad");
        await window.SeeAsync("44 frames, 0 bad");
        Assert.Contains("decoding", await window.WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decoding_of_a_big_file_shows_no_bar_in_a_pipe()
    {
        var run = await Command.Run("decode", Repository.DeviceLink, await BigDigits(), "--from", "client", "--bad");
        Assert.Equal(new Command(ExitCodes.Ok, "44 frames, 0 bad\n", ""), run with { Out = run.Out.ReplaceLineEndings("\n") });
    }

    [TmuxFact]
    public async Task Comparing_of_big_schemas_shows_a_bar_in_a_terminal()
    {
        var (old, now) = (BigSchema("old", "u8"), BigSchema("now", "u16"));
        await using var window = await TerminalWindow.OpenAsync("diff", old, now);
        await window.SeeAsync("1 wire-breaking");
        Assert.Contains("comparing", await window.WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparing_of_big_schemas_shows_no_bar_in_a_pipe()
    {
        var run = await Command.Run("diff", BigSchema("old", "u8"), BigSchema("now", "u16"));
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.DoesNotContain("comparing", run.Out + run.Error, StringComparison.Ordinal);
    }

    /// <summary>44 uploads of 100 000 bytes each.</summary>
    private async Task<string> BigDigits()
    {
        var encoded = await Command.Run("encode", Repository.DeviceLink, "UploadFile", "name=a", "content=" + new string('0', 200_000));
        var file = _folder["big.hex"];
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat(encoded.Out, 44)));
        return file;
    }

    /// <summary>1200 messages, of which one has a field of a type.</summary>
    private string BigSchema(string name, string type)
    {
        var text = new StringBuilder("protocol: Big\nnamespace: Tests.Big\nframe: { layout: { length: u16 = bytes(id..body), id: u16, body: } }\nmessages:\n");
        for (var id = 0; id < 1200; id++)
            text.Append(CultureInfo.InvariantCulture, $"  Message{id}: {{ id: {id}, from: client, doc: One of very many messages that are all alike, fields: {{ number: u32, value: {(id == 7 ? type : "u8")}, text: \"string[u8]\" }} }}\n");
        var file = _folder[name + ".protogen.yaml"];
        File.WriteAllText(file, text.ToString());
        return file;
    }
}
