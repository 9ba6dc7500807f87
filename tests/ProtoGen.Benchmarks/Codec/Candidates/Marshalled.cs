using System.Runtime.InteropServices;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>Marshal.StructureToPtr: the machine's byte order only, and no texts or lists of varying length.</summary>
internal readonly struct MarshalledRegister : ICodec<MarshalledRegister.Packed>
{
    public static Packed Value => new() { AppId = Values.Register.AppId, Imei = Values.Register.Imei };

    public static unsafe int Encode(in Packed value, byte[] destination)
    {
        fixed (byte* start = destination) Marshal.StructureToPtr(value, (nint)start, fDeleteOld: false);
        return Marshal.SizeOf<Packed>();
    }

    public static unsafe void Decode(ReadOnlySpan<byte> source, out Packed value)
    {
        fixed (byte* start = source) value = Marshal.PtrToStructure<Packed>((nint)start);
    }

    public static string Describe(in Packed value) => Descriptions.Of(value.AppId, value.Imei);

    // A text needs room for a terminator here.
    [StructLayout(LayoutKind.Sequential, Pack = 1, CharSet = CharSet.Ansi)]
    public struct Packed
    {
        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 37)]
        public string AppId;

        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 16)]
        public string Imei;
    }
}
