using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>One login by SCRAM-SHA-256 (RFC 5802, RFC 7677): the client proves that it knows the password, then the server that it does.</summary>
internal sealed class Scram(string password)
{
    public const string Mechanism = "SCRAM-SHA-256";

    // Neither side binds to a channel (RFC 5802, 7): "n,," at the start, its Base64 at the end.
    private const string NoBinding = "n,,", NoBindingSaid = "c=biws";

    // As many as a minute of computing is worth; servers ask for 4096.
    private const int MostIterations = 10_000_000;

    private readonly string _nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
    private byte[]? _expected;

    /// <summary>Whether the server has proven itself.</summary>
    public bool IsProven { get; private set; }

    // PostgreSQL takes the name from the startup.
    private string Bare => $"n=,r={_nonce}";

    public byte[] Begin() => Encoding.UTF8.GetBytes(NoBinding + Bare);

    /// <summary>Answers the server's challenge.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public byte[] Answer(WireList<byte> challenge)
    {
        var text = Encoding.UTF8.GetString(challenge.Span);
        if (text.Split(',') is not [['r', '=', .. var nonce], ['s', '=', .. var salt], ['i', '=', .. var count], ..]
            || !nonce.StartsWith(_nonce, StringComparison.Ordinal) || nonce.Length == _nonce.Length
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MostIterations)
            throw new InvalidDataException("The server's challenge is none of SCRAM, or not meant for this login.");

        var salted = Rfc2898DeriveBytes.Pbkdf2(password.Normalize(NormalizationForm.FormKC), FromBase64(salt), iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var final = $"{NoBindingSaid},r={nonce}";
        var said = Encoding.UTF8.GetBytes($"{Bare},{text},{final}");
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var proof = HMACSHA256.HashData(SHA256.HashData(key), said);
        for (var index = 0; index < proof.Length; index++) proof[index] ^= key[index];
        _expected = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), said);
        return Encoding.UTF8.GetBytes($"{final},p={Convert.ToBase64String(proof)}");
    }

    /// <summary>Judges the server's own proof.</summary>
    /// <exception cref="InvalidDataException">It does not know the password either.</exception>
    public void Judge(WireList<byte> outcome)
    {
        IsProven = Encoding.UTF8.GetString(outcome.Span) is ['v', '=', .. var signature]
            && _expected is not null && CryptographicOperations.FixedTimeEquals(FromBase64(signature), _expected);
        if (!IsProven) throw new InvalidDataException("The server does not know the password: it is not the one that it seems to be.");
    }

    private static byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var size) ? bytes[..size] : throw new InvalidDataException("The server's challenge is no Base64.");
    }
}
