namespace Samples.Modbus;

/// <summary>What a slave has to tell: a thousand of each kind, counted from 0. Masters of any transport see the same device.</summary>
internal sealed class Device
{
    public const int Size = 1000;

    /// <summary>Held while something is read or written: masters come at the same time.</summary>
    public Lock Gate { get; } = new();

    public bool[] Coils { get; } = new bool[Size];

    public bool[] Inputs { get; } = [.. Enumerable.Range(0, Size).Select(address => address % 3 == 0)];

    public ushort[] Registers { get; } = new ushort[Size];

    public ushort[] InputRegisters { get; } = [.. Enumerable.Range(0, Size).Select(address => (ushort)(address * 10))];

    /// <summary>Whether it has all these addresses.</summary>
    public static bool Has(int address, int count) => address + count <= Size;

    /// <summary>Bits as they go in bytes: those behind the last one are 0.</summary>
    public static bool[] InBytes(ReadOnlySpan<bool> bits)
    {
        var whole = new bool[(bits.Length + 7) / 8 * 8];
        bits.CopyTo(whole);
        return whole;
    }
}
