using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Decoding;

/// <summary>What people see of bytes that they paste, and what is said of bad ones.</summary>
public sealed class DecodeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("00000002 00 00")]
    [InlineData("0x00,0x00,0x00,0x02,0x00,0x00")]
    [InlineData("00:00:00:02:00:00")]
    [InlineData("00 00 00 02", "00", "00")]
    public async Task Digits_may_be_written_in_many_ways(params string[] input)
    {
        var run = await Command.Run(["decode", Repository.DeviceLink, .. input]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(
            """
            #1 server: Register.reply  6 bytes at 0
              0000  00 00 00 02                          length     2  = bytes(id..body) ok
              0004  00                                   id         0
              0005  00                                   errorCode  0  Ok

            1 frame, 0 bad

            """.ReplaceLineEndings("\n"),
            run.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Files_of_bytes_files_of_digits_and_what_is_piped_in_are_read_alike()
    {
        var (bytes, digits) = (Path.Combine(_folder.FullName, "frame.bin"), Path.Combine(_folder.FullName, "frame.txt"));
        await File.WriteAllBytesAsync(bytes, [0, 0, 0, 2, 0, 0]);
        await File.WriteAllTextAsync(digits, "00 00 00 02\n00 00\n");
        var expected = await Command.Run("decode", Repository.DeviceLink, "000000020000");
        Assert.Equal(expected, await Command.Run("decode", Repository.DeviceLink, bytes));
        Assert.Equal(expected, await Command.Run("decode", Repository.DeviceLink, digits));
        Assert.Equal(expected, await Command.RunWith("00000002 0000", "decode", Repository.DeviceLink, "-"));
    }

    [Theory]
    [InlineData("00000", "there are 5 hexadecimal digits")]
    [InlineData("hello", "'h', character 1, is no hexadecimal digit")]
    [InlineData("nowhere/frames.bin", "There is no file nowhere/frames.bin.")]
    public async Task What_cannot_be_read_is_said(string input, string problem)
    {
        var run = await Command.Run("decode", Repository.DeviceLink, input);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000003 00 00 07", "error: 'Register.reply' at byte 6 has 1 bytes more than its fields take")]
    [InlineData("00000001 55", "error: 'id' at byte 4 is 85, an id that no message of the")]
    [InlineData("00000009 01", "ends too early: the frame has 13 bytes, of which 5 are there")]
    [InlineData("7fffffff 01", "announces 2147483651 bytes, more than its maxSize of 2097152")]
    public async Task A_bad_frame_says_what_is_wrong_and_where(string input, string problem)
    {
        var run = await Command.Run("decode", Repository.DeviceLink, input);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains(problem, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_bad_frame_decoding_goes_on()
    {
        var run = await Command.Run("decode", Repository.DeviceLink, "00000003 00 00 07", "00000001 01");
        Assert.Contains("#2 client: Heartbeat", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("2 frames, 1 bad", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_frames_begin_with_a_mark_decoding_goes_on_at_the_next_one()
    {
        var run = await Command.Run("decode", Schemas.PathOf("Gt06/gt06.protogen.yaml"), "0102", "78780D01012345678901234500018CDD0D0A", "787805", "78780D01012345678901234500018CDE0D0A");
        Assert.Equal(
            ["#1 client: ?  2 bytes at 0, bad", "#2 client: Login [short]  18 bytes at 2", "#4 client: Login [short]  18 bytes at 23, bad"],
            run.Out.Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith('#') && !line.StartsWith("#3", StringComparison.Ordinal)));
        Assert.Contains("crc16/ibm-sdlc(length..serial) WRONG, must be 36061", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_code_of_a_user_s_own_is_shown_as_bytes()
    {
        var run = await Command.Run("decode", Schemas.PathOf("ModbusAscii/modbus-ascii.protogen.yaml"), "3a30313033");
        Assert.Contains("can be found by 'HexLines' alone", run.Out, StringComparison.Ordinal);
        Assert.Contains("3a 30 31 30 33", run.Out, StringComparison.Ordinal);
    }
}
