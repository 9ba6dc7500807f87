using System.Globalization;

namespace ProtoGen.Server;

/// <summary>
/// Sees that the process keeps some descriptors for others: without any, not only accepting fails. The runtime needs them to load code and to
/// start a thread, and ends the process when it cannot. The system gives the lowest free number, so the next number says how many are taken.
/// Known on Linux only; elsewhere there is always room.
/// </summary>
internal sealed class FileReserve
{
    private const int Most = 64;
    private const string Probe = "/dev/null";

    private readonly long _last;

    public FileReserve(long limit) => _last = limit - Math.Min(Most, limit / 4);

    /// <summary>Of this process as it is now.</summary>
    public static FileReserve OfProcess() => new(OperatingSystem.IsLinux() ? ReadLimit() : long.MaxValue);

    public bool IsTouched
    {
        get
        {
            if (_last > int.MaxValue) return false;
            try
            {
                using var handle = File.OpenHandle(Probe);
                return handle.DangerousGetHandle() >= _last;
            }
            catch (IOException)
            {
                return true;
            }
            catch (UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    // "Max open files            1024                 524288               files": the first number is the one that holds.
    private static long ReadLimit()
    {
        const string Title = "Max open files";
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Title, StringComparison.Ordinal));
            var soft = line?[Title.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}
