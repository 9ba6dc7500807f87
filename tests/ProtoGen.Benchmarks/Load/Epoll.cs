using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtoGen.Benchmarks.Load;

/// <summary>The system calls of the load generator, and no more of them than it needs: whatever it costs is missing to the servers.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1, Readable = 1, Interrupted = 4, WouldBlock = 11;
    private const int MostEvents = 256;

    // On x64 the event is packed: four bytes of flags, then eight that are ours.
    private static readonly int s_eventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int s_ownBytes = s_eventBytes - 8;

    private readonly int _descriptor = Checked(epoll_create1(0));
    private readonly byte[] _events = GC.AllocateArray<byte>(MostEvents * s_eventBytes, pinned: true);

    /// <summary>The number of a socket that <see cref="Wait"/> found readable.</summary>
    public int this[int index] => BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((index * s_eventBytes) + s_ownBytes));

    public unsafe void Watch(Socket socket, int number)
    {
        var entry = new byte[s_eventBytes];
        BinaryPrimitives.WriteInt32LittleEndian(entry, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(s_ownBytes), number);
        fixed (byte* pointer = entry) Checked(epoll_ctl(_descriptor, Add, (int)socket.Handle, pointer));
    }

    /// <summary>How many sockets are readable; zero where none became so in time.</summary>
    public unsafe int Wait(int milliseconds)
    {
        fixed (byte* pointer = _events)
        {
            var ready = epoll_wait(_descriptor, pointer, MostEvents, milliseconds);
            return ready < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Checked(ready);
        }
    }

    /// <summary>Bytes read; -1 where there are none yet, 0 at the end.</summary>
    public static unsafe int Receive(int socket, Span<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            var read = (int)recv(socket, pointer, bytes.Length, 0);
            return read >= 0 || Marshal.GetLastPInvokeError() == WouldBlock ? read : Checked(read);
        }
    }

    /// <summary>Sends all: nobody has so much under way that it would not fit.</summary>
    public static unsafe void Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            if (Checked((int)send(socket, pointer, bytes.Length, 0)) != bytes.Length) throw new InvalidOperationException("A request found no room in its socket.");
        }
    }

    public void Dispose() => _ = close(_descriptor);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_ctl(int epoll, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_wait(int epoll, byte* events, int most, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint recv(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
