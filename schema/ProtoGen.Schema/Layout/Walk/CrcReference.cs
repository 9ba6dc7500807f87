using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Any cyclic redundancy check, one bit at a time: slow, and short enough to be compared with its definition.</summary>
public static class CrcReference
{
    /// <summary>The check of some bytes.</summary>
    public static ulong Compute(CrcAlgorithm algorithm, IEnumerable<byte> bytes)
    {
        var top = 1UL << (algorithm.Width - 1);
        var mask = top | (top - 1);
        var register = algorithm.Initial;
        foreach (var value in bytes)
        {
            var input = algorithm.ReflectInput ? Reflect(value, 8) : value;
            for (var bit = 7; bit >= 0; bit--)
            {
                var feedback = ((register & top) != 0) ^ (((input >> bit) & 1) != 0);
                register = (register << 1) & mask;
                if (feedback) register ^= algorithm.Polynomial;
            }
        }

        if (algorithm.ReflectOutput) register = Reflect(register, algorithm.Width);
        return register ^ algorithm.XorOutput;
    }

    private static ulong Reflect(ulong value, int width)
    {
        var reflected = 0UL;
        for (var bit = 0; bit < width; bit++, value >>= 1) reflected = (reflected << 1) | (value & 1);
        return reflected;
    }
}
