using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtoGen.Transports.Epoll;

/// <summary>One <c>epoll</c> with room for what it reports. Whoever waits is one thread; what it watches is changed by any.</summary>
internal sealed unsafe class EpollInstance
{
    /// <summary>Most that one wait reports. What is read behind the last of them waits for all before.</summary>
    private const int Most = 256;

    // The kernel packs its structure of 32 and 64 bits on x86 and nowhere else.
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;
    private static readonly int Stride = IsPacked ? 12 : 16;
    private static readonly int HandleOffset = IsPacked ? 4 : 8;

    private readonly byte[] _reported = GC.AllocateUninitializedArray<byte>(Most * Stride, pinned: true);
    private readonly int _descriptor;

    /// <exception cref="SocketException">The process may open no more files.</exception>
    public EpollInstance()
    {
        _descriptor = Libc.EpollCreate(Libc.CloseOnExec);
        if (_descriptor < 0) throw LinuxError.ToException(LinuxError.Last);
    }

    /// <summary>Watches a descriptor; what it reports bears the handle.</summary>
    /// <exception cref="SocketException">The system watches no more.</exception>
    public void Add(int descriptor, uint events, ulong handle)
    {
        var error = Control(Libc.EpollAdd, descriptor, events, handle);
        if (error != 0) throw LinuxError.ToException(error);
    }

    /// <summary>Watches for other events, and reports those that are there already. False where the descriptor is not watched.</summary>
    /// <exception cref="SocketException">The system is short of something.</exception>
    public bool TryModify(int descriptor, uint events, ulong handle)
    {
        var error = Control(Libc.EpollModify, descriptor, events, handle);
        return error is 0 or LinuxError.NoEntry ? error == 0 : throw LinuxError.ToException(error);
    }

    /// <summary>How many are reported.</summary>
    public int Wait(bool mayBlock)
    {
        fixed (byte* reported = _reported)
        {
            var count = Libc.EpollWait(_descriptor, reported, Most, mayBlock ? -1 : 0);
            if (count >= 0) return count;
            return LinuxError.Last == LinuxError.Interrupted ? 0 : throw LinuxError.ToException(LinuxError.Last);
        }
    }

    public uint EventsOf(int index) => MemoryMarshal.Read<uint>(_reported.AsSpan(index * Stride));

    public ulong HandleOf(int index) => MemoryMarshal.Read<ulong>(_reported.AsSpan((index * Stride) + HandleOffset));

    public void Close() => _ = Libc.Close(_descriptor);

    private int Control(int operation, int descriptor, uint events, ulong handle)
    {
        Span<byte> wanted = stackalloc byte[16];
        MemoryMarshal.Write(wanted, in events);
        MemoryMarshal.Write(wanted[HandleOffset..], in handle);
        fixed (byte* pointer = wanted) return Libc.EpollControl(_descriptor, operation, descriptor, pointer) == 0 ? 0 : LinuxError.Last;
    }
}
