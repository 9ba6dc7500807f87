using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Codec;

/// <summary>Internet addresses, four or sixteen bytes in network order. No address, as a default message has it, is all zeros.</summary>
public static class WireAddress
{
    /// <summary>Reads an address of four bytes (IPv4) or sixteen (IPv6); every value is one.</summary>
    public static IPAddress Read(ReadOnlySpan<byte> source) => new(source);

    /// <summary>Refuses what is not an IPv4 address.</summary>
    /// <exception cref="EncodeException">It is of another family.</exception>
    public static void CheckV4(IPAddress? value, string message, string field)
    {
        if (value is not null && value.AddressFamily != AddressFamily.InterNetwork) throw EncodeException.NotAddress(message, field, "IPv4 address");
    }

    /// <summary>Refuses what is not an IPv6 address, or has a scope, for which there is no room.</summary>
    /// <exception cref="EncodeException">It is of another family or has a scope.</exception>
    public static void CheckV6(IPAddress? value, string message, string field)
    {
        if (value is not null && (value.AddressFamily != AddressFamily.InterNetworkV6 || value.ScopeId != 0))
            throw EncodeException.NotAddress(message, field, "IPv6 address without a scope");
    }

    /// <summary>Writes an address that was checked.</summary>
    public static void Write(IPAddress? value, Span<byte> destination)
    {
        if (value is null) destination.Clear();
        else value.TryWriteBytes(destination, out _);
    }
}
