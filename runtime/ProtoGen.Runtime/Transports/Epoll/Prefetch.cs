using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// Has the processor fetch objects while it does something else. Of a thousand connections hardly one is in its caches when its turn comes, and
/// to wait for two objects takes as long as to decode twenty messages.
/// </summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>Asks for the first bytes of an object; nothing where there is none, or no such instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the size is a constant
    public static unsafe void Start(object? known, int bytes)
    {
        if (!Sse.IsSupported) return;
        // Not followed, so that it may be null, and may have moved meanwhile.
        var address = Unsafe.As<object?, nint>(ref known);
        for (var offset = 0; offset < bytes; offset += Line) Sse.Prefetch0((void*)(address + offset));
    }
}
