using System.Runtime.InteropServices;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// The calls of Linux that this transport is made of, and the numbers they know things by; those of every Linux that .NET runs on. None of
/// them waits but <see cref="EpollWait"/>.
/// </summary>
internal static unsafe partial class Libc
{
    public const int EpollAdd = 1, EpollModify = 3;
    public const uint EpollIn = 1, EpollOut = 4, EpollError = 8, EpollHangup = 0x10, EpollPeerEnded = 0x2000, EpollExclusive = 1u << 28, EpollEdge = 1u << 31;
    public const int CloseOnExec = 0x80000, NonBlocking = 0x800;
    public const int DontWait = 0x40, NoSignal = 0x4000, Peek = 2;
    public const int SocketLevel = 1, LingerOption = 13;
    public const int EndOutput = 1;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Name, EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, void* happening);

    [LibraryImport(Name, EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollWait(int epoll, void* happenings, int most, int milliseconds);

    [LibraryImport(Name, EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EventDescriptor(uint first, int flags);

    [LibraryImport(Name, EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Write(int descriptor, void* bytes, nint count);

    [LibraryImport(Name, EntryPoint = "accept4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Accept(SafeHandle listener, void* address, int* addressBytes, int flags);

    [LibraryImport(Name, EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Receive(int descriptor, void* bytes, nint count, int flags);

    [LibraryImport(Name, EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Send(int descriptor, void* bytes, nint count, int flags);

    [LibraryImport(Name, EntryPoint = "setsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetOption(int descriptor, int level, int option, void* value, int bytes);

    [LibraryImport(Name, EntryPoint = "shutdown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Shutdown(int descriptor, int directions);

    [LibraryImport(Name, EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);
}
