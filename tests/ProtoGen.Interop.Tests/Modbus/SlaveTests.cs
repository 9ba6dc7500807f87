namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>The sample's slave, polled by masters of others.</summary>
public class SlaveTests
{
    // What a device of a thousand addresses says to the questions of the masters; libmodbus gives as many bits as were asked for, pymodbus whole bytes.
    private static readonly string[] Wanted =
    [
        "holding 0 1234 1 65535 0",
        "coils 0 0 0 1 0 0 0 0 0 0 1 0 1 1 0 0 1 1 1 0 1",
        "discrete 1 0 0 1 0 0 1 0 0 1",
        "input 1000 1010 1020",
        "both 1234 1 77",
        "beyond refused",
        "largest 0",
    ];

    [ModbusTheory]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task A_master_of_others_polls_the_slave_over_TCP(string library)
    {
        var port = ModbusPeers.Text(RawServer.FreePort());
        await using var slave = ModbusSample.Run("slave", "--port", port);
        await slave.Expect("listens on");
        await using var master = ModbusPeers.Poll(library, "tcp", port);
        foreach (var line in Wanted) await master.Expect(line);
        if (library == "pymodbus") await master.Expect("unheard refused d5 1");
        await master.Expect("polled 50");
        Assert.Equal(0, await master.Exit(Deadline.Usual));
        slave.Terminate();
        Assert.Equal(0, await slave.Exit(Deadline.Usual));
    }

    [ModbusTheory(needsLine: true)]
    [MemberData(nameof(ModbusPeers.Libraries), MemberType = typeof(ModbusPeers))]
    public async Task A_master_of_others_polls_the_slave_over_a_serial_line(string library)
    {
        await using var line = await SerialLine.Start();
        await using var slave = ModbusSample.Run("slave", "--serial", line.ServerPort, "--parity", "none");
        await slave.Expect("serves");
        await using var master = ModbusPeers.Poll(library, "rtu", line.ClientPort);
        foreach (var wanted in Wanted) await master.Expect(wanted);
        await master.Expect("polled 50");
        Assert.Equal(0, await master.Exit(Deadline.Usual));
    }
}
