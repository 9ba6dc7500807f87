using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>The verb that runs example frames.</summary>
public sealed class VectorTestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_frame_has_a_line()
    {
        var run = await Command.Run("test", Repository.DeviceLink);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(["ok", "ok", "ok", "ok", "4"], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.EndsWith("4 ok, 0 failed", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_code_of_a_user_can_judge_is_said()
    {
        var run = await Command.Run("test", Schemas.PathOf("ModbusAscii/modbus-ascii.protogen.yaml"));
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains("needs code", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 failed, 4 need code that cannot be run here", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_says_what_differs_and_the_others_are_run()
    {
        var file = Path.Combine(_folder.FullName, "pad.protogen.yaml");
        await File.WriteAllTextAsync(file, """
            protocol: Pad
            namespace: Samples.Pad
            frame:
              layout: { length: u8 = bytes(id..body), id: u8, body: }
            messages:
              Say: { id: 1, from: both, fields: { data: { type: u8, size: 3, trailing: ignore } } }
            vectors:
              - { message: Say, hex: "04 01 07 0000", values: { data: 7 } }
              - { message: Say, hex: "04 01 07 00ff", values: { data: 7 } }
              - { message: Say, hex: "04 01 07 0000", values: { data: 8 } }
              - { message: Say, hex: "04 01 07 0000", expect: error }
            """);
        var run = await Command.Run("test", file);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        var lines = run.Out.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Contains("1 ok, 3 failed", lines);
        var marks = lines.FindIndex(line => line.Trim() == "^^");
        Assert.Equal(lines[marks - 1].LastIndexOf("00", StringComparison.Ordinal), lines[marks].IndexOf("^^", StringComparison.Ordinal));
        Assert.Contains("    The frame of the vector says that 'data' is 7, not 8", lines);
    }
}
