namespace ProtoGen.Schema.Model;

/// <summary>
/// The checks of 8 to 64 bits that have a reference name, after Greg Cook's catalogue of parametrised CRC algorithms.
/// A plain <c>crc8</c>, <c>crc16</c> or <c>crc64</c> is not among the names: too many different checks are called so.
/// </summary>
public static class CrcCatalogue
{
    // name, width, polynomial, initial, reflect input, reflect output, xor output, check, other names
    private static readonly Entry[] Entries =
    [
        Of("crc8/autosar", 8, 0x2F, 0xFF, false, false, 0xFF, 0xDF),
        Of("crc8/bluetooth", 8, 0xA7, 0x00, true, true, 0x00, 0x26),
        Of("crc8/cdma2000", 8, 0x9B, 0xFF, false, false, 0x00, 0xDA),
        Of("crc8/darc", 8, 0x39, 0x00, true, true, 0x00, 0x15),
        Of("crc8/dvb-s2", 8, 0xD5, 0x00, false, false, 0x00, 0xBC),
        Of("crc8/gsm-a", 8, 0x1D, 0x00, false, false, 0x00, 0x37),
        Of("crc8/gsm-b", 8, 0x49, 0x00, false, false, 0xFF, 0x94),
        Of("crc8/hitag", 8, 0x1D, 0xFF, false, false, 0x00, 0xB4),
        Of("crc8/i-432-1", 8, 0x07, 0x00, false, false, 0x55, 0xA1, "crc8/itu"),
        Of("crc8/i-code", 8, 0x1D, 0xFD, false, false, 0x00, 0x7E),
        Of("crc8/lte", 8, 0x9B, 0x00, false, false, 0x00, 0xEA),
        Of("crc8/maxim-dow", 8, 0x31, 0x00, true, true, 0x00, 0xA1, "crc8/maxim", "crc8/dow"),
        Of("crc8/mifare-mad", 8, 0x1D, 0xC7, false, false, 0x00, 0x99),
        Of("crc8/nrsc-5", 8, 0x31, 0xFF, false, false, 0x00, 0xF7),
        Of("crc8/opensafety", 8, 0x2F, 0x00, false, false, 0x00, 0x3E),
        Of("crc8/rohc", 8, 0x07, 0xFF, true, true, 0x00, 0xD0),
        Of("crc8/sae-j1850", 8, 0x1D, 0xFF, false, false, 0xFF, 0x4B),
        Of("crc8/smbus", 8, 0x07, 0x00, false, false, 0x00, 0xF4),
        Of("crc8/tech-3250", 8, 0x1D, 0xFF, true, true, 0x00, 0x97, "crc8/aes", "crc8/ebu"),
        Of("crc8/wcdma", 8, 0x9B, 0x00, true, true, 0x00, 0x25),
        Of("crc10/atm", 10, 0x233, 0x000, false, false, 0x000, 0x199, "crc10/i-610"),
        Of("crc10/cdma2000", 10, 0x3D9, 0x3FF, false, false, 0x000, 0x233),
        Of("crc10/gsm", 10, 0x175, 0x000, false, false, 0x3FF, 0x12A),
        Of("crc11/flexray", 11, 0x385, 0x01A, false, false, 0x000, 0x5A3),
        Of("crc11/umts", 11, 0x307, 0x000, false, false, 0x000, 0x061),
        Of("crc12/cdma2000", 12, 0xF13, 0xFFF, false, false, 0x000, 0xD4D),
        Of("crc12/dect", 12, 0x80F, 0x000, false, false, 0x000, 0xF5B),
        Of("crc12/gsm", 12, 0xD31, 0x000, false, false, 0xFFF, 0xB34),
        Of("crc12/umts", 12, 0x80F, 0x000, false, true, 0x000, 0xDAF, "crc12/3gpp"),
        Of("crc13/bbc", 13, 0x1CF5, 0x0000, false, false, 0x0000, 0x04FA),
        Of("crc14/darc", 14, 0x0805, 0x0000, true, true, 0x0000, 0x082D),
        Of("crc14/gsm", 14, 0x202D, 0x0000, false, false, 0x3FFF, 0x30AE),
        Of("crc15/can", 15, 0x4599, 0x0000, false, false, 0x0000, 0x059E),
        Of("crc15/mpt1327", 15, 0x6815, 0x0000, false, false, 0x0001, 0x2566),
        Of("crc16/arc", 16, 0x8005, 0x0000, true, true, 0x0000, 0xBB3D, "crc16/lha", "crc16/ibm"),
        Of("crc16/cdma2000", 16, 0xC867, 0xFFFF, false, false, 0x0000, 0x4C06),
        Of("crc16/cms", 16, 0x8005, 0xFFFF, false, false, 0x0000, 0xAEE7),
        Of("crc16/dds-110", 16, 0x8005, 0x800D, false, false, 0x0000, 0x9ECF),
        Of("crc16/dect-r", 16, 0x0589, 0x0000, false, false, 0x0001, 0x007E),
        Of("crc16/dect-x", 16, 0x0589, 0x0000, false, false, 0x0000, 0x007F),
        Of("crc16/dnp", 16, 0x3D65, 0x0000, true, true, 0xFFFF, 0xEA82),
        Of("crc16/en-13757", 16, 0x3D65, 0x0000, false, false, 0xFFFF, 0xC2B7),
        Of("crc16/genibus", 16, 0x1021, 0xFFFF, false, false, 0xFFFF, 0xD64E, "crc16/darc", "crc16/epc", "crc16/epc-c1g2", "crc16/i-code"),
        Of("crc16/gsm", 16, 0x1021, 0x0000, false, false, 0xFFFF, 0xCE3C),
        Of("crc16/ibm-3740", 16, 0x1021, 0xFFFF, false, false, 0x0000, 0x29B1, "crc16/autosar", "crc16/ccitt-false"),
        Of("crc16/ibm-sdlc", 16, 0x1021, 0xFFFF, true, true, 0xFFFF, 0x906E, "crc16/iso-hdlc", "crc16/iso-iec-14443-3-b", "crc16/x-25"),
        Of("crc16/iso-iec-14443-3-a", 16, 0x1021, 0xC6C6, true, true, 0x0000, 0xBF05),
        Of("crc16/kermit", 16, 0x1021, 0x0000, true, true, 0x0000, 0x2189,
            "crc16/bluetooth", "crc16/ccitt", "crc16/ccitt-true", "crc16/v-41-lsb"),
        Of("crc16/lj1200", 16, 0x6F63, 0x0000, false, false, 0x0000, 0xBDF4),
        Of("crc16/m17", 16, 0x5935, 0xFFFF, false, false, 0x0000, 0x772B),
        Of("crc16/maxim-dow", 16, 0x8005, 0x0000, true, true, 0xFFFF, 0x44C2, "crc16/maxim"),
        Of("crc16/mcrf4xx", 16, 0x1021, 0xFFFF, true, true, 0x0000, 0x6F91),
        Of("crc16/modbus", 16, 0x8005, 0xFFFF, true, true, 0x0000, 0x4B37),
        Of("crc16/nrsc-5", 16, 0x080B, 0xFFFF, true, true, 0x0000, 0xA066),
        Of("crc16/opensafety-a", 16, 0x5935, 0x0000, false, false, 0x0000, 0x5D38),
        Of("crc16/opensafety-b", 16, 0x755B, 0x0000, false, false, 0x0000, 0x20FE),
        Of("crc16/profibus", 16, 0x1DCF, 0xFFFF, false, false, 0xFFFF, 0xA819, "crc16/iec-61158-2"),
        Of("crc16/riello", 16, 0x1021, 0xB2AA, true, true, 0x0000, 0x63D0),
        Of("crc16/spi-fujitsu", 16, 0x1021, 0x1D0F, false, false, 0x0000, 0xE5CC, "crc16/aug-ccitt"),
        Of("crc16/t10-dif", 16, 0x8BB7, 0x0000, false, false, 0x0000, 0xD0DB),
        Of("crc16/teledisk", 16, 0xA097, 0x0000, false, false, 0x0000, 0x0FB3),
        Of("crc16/tms37157", 16, 0x1021, 0x89EC, true, true, 0x0000, 0x26B1),
        Of("crc16/umts", 16, 0x8005, 0x0000, false, false, 0x0000, 0xFEE8, "crc16/buypass", "crc16/verifone"),
        Of("crc16/usb", 16, 0x8005, 0xFFFF, true, true, 0xFFFF, 0xB4C8),
        Of("crc16/xmodem", 16, 0x1021, 0x0000, false, false, 0x0000, 0x31C3, "crc16/acorn", "crc16/lte", "crc16/v-41-msb", "crc16/zmodem"),
        Of("crc17/can-fd", 17, 0x1685B, 0x00000, false, false, 0x00000, 0x04F03),
        Of("crc21/can-fd", 21, 0x102899, 0x000000, false, false, 0x000000, 0x0ED841),
        Of("crc24/ble", 24, 0x00065B, 0x555555, true, true, 0x000000, 0xC25A56),
        Of("crc24/flexray-a", 24, 0x5D6DCB, 0xFEDCBA, false, false, 0x000000, 0x7979BD),
        Of("crc24/flexray-b", 24, 0x5D6DCB, 0xABCDEF, false, false, 0x000000, 0x1F23B8),
        Of("crc24/interlaken", 24, 0x328B63, 0xFFFFFF, false, false, 0xFFFFFF, 0xB4F3E6),
        Of("crc24/lte-a", 24, 0x864CFB, 0x000000, false, false, 0x000000, 0xCDE703),
        Of("crc24/lte-b", 24, 0x800063, 0x000000, false, false, 0x000000, 0x23EF52),
        Of("crc24/openpgp", 24, 0x864CFB, 0xB704CE, false, false, 0x000000, 0x21CF02),
        Of("crc24/os-9", 24, 0x800063, 0xFFFFFF, false, false, 0xFFFFFF, 0x200FA5),
        Of("crc30/cdma", 30, 0x2030B9C7, 0x3FFFFFFF, false, false, 0x3FFFFFFF, 0x04C34ABF),
        Of("crc31/philips", 31, 0x04C11DB7, 0x7FFFFFFF, false, false, 0x7FFFFFFF, 0x0CE9E46C),
        Of("crc32/aixm", 32, 0x814141AB, 0x00000000, false, false, 0x00000000, 0x3010BF7F, "crc32/q"),
        Of("crc32/autosar", 32, 0xF4ACFB13, 0xFFFFFFFF, true, true, 0xFFFFFFFF, 0x1697D06A),
        Of("crc32/base91-d", 32, 0xA833982B, 0xFFFFFFFF, true, true, 0xFFFFFFFF, 0x87315576, "crc32/d"),
        Of("crc32/bzip2", 32, 0x04C11DB7, 0xFFFFFFFF, false, false, 0xFFFFFFFF, 0xFC891918, "crc32/aal5", "crc32/dect-b"),
        Of("crc32/cd-rom-edc", 32, 0x8001801B, 0x00000000, true, true, 0x00000000, 0x6EC2EDC4),
        Of("crc32/cksum", 32, 0x04C11DB7, 0x00000000, false, false, 0xFFFFFFFF, 0x765E7680, "crc32/posix"),
        Of("crc32/iscsi", 32, 0x1EDC6F41, 0xFFFFFFFF, true, true, 0xFFFFFFFF, 0xE3069283,
            "crc32c", "crc32/c", "crc32/castagnoli", "crc32/base91-c", "crc32/interlaken"),
        Of("crc32/iso-hdlc", 32, 0x04C11DB7, 0xFFFFFFFF, true, true, 0xFFFFFFFF, 0xCBF43926,
            "crc32", "crc32/adccp", "crc32/v-42", "crc32/xz", "crc32/pkzip", "crc32/ieee"),
        Of("crc32/jamcrc", 32, 0x04C11DB7, 0xFFFFFFFF, true, true, 0x00000000, 0x340BC6D9),
        Of("crc32/mef", 32, 0x741B8CD7, 0xFFFFFFFF, true, true, 0x00000000, 0xD2C22F51),
        Of("crc32/mpeg-2", 32, 0x04C11DB7, 0xFFFFFFFF, false, false, 0x00000000, 0x0376E6E7),
        Of("crc32/xfer", 32, 0x000000AF, 0x00000000, false, false, 0x00000000, 0xBD0BE338),
        Of("crc40/gsm", 40, 0x0004820009, 0x0000000000, false, false, 0xFFFFFFFFFF, 0xD4164FC646),
        Of("crc64/ecma-182", 64, 0x42F0E1EBA9EA3693, 0x0000000000000000, false, false, 0x0000000000000000, 0x6C40DF5F0B497347),
        Of("crc64/go-iso", 64, 0x000000000000001B, 0xFFFFFFFFFFFFFFFF, true, true, 0xFFFFFFFFFFFFFFFF, 0xB90956C775A41001),
        Of("crc64/ms", 64, 0x259C84CBA6426349, 0xFFFFFFFFFFFFFFFF, true, true, 0x0000000000000000, 0x75D4B74F024ECEEA),
        Of("crc64/nvme", 64, 0xAD93D23594C93659, 0xFFFFFFFFFFFFFFFF, true, true, 0xFFFFFFFFFFFFFFFF, 0xAE8B14860A799888),
        Of("crc64/redis", 64, 0xAD93D23594C935A9, 0x0000000000000000, true, true, 0x0000000000000000, 0xE9C6D914C4B8D9CA),
        Of("crc64/we", 64, 0x42F0E1EBA9EA3693, 0xFFFFFFFFFFFFFFFF, false, false, 0xFFFFFFFFFFFFFFFF, 0x62EC59E3F1A4F00A),
        Of("crc64/xz", 64, 0x42F0E1EBA9EA3693, 0xFFFFFFFFFFFFFFFF, true, true, 0xFFFFFFFFFFFFFFFF, 0x995DC9BBDF1939FA, "crc64/go-ecma"),
    ];

    private static readonly Dictionary<string, CrcAlgorithm> ByName = Index();

    /// <summary>All checks, by width and name.</summary>
    public static IEnumerable<CrcAlgorithm> Algorithms => Entries.Select(entry => entry.Algorithm);

    /// <summary>Every name and every other name, as a schema may spell them: for suggestions.</summary>
    public static IEnumerable<string> Names => Entries.SelectMany(entry => entry.Aliases.Prepend(entry.Algorithm.Name));

    /// <summary>Finds a check by any of its names; letters' case, hyphens and underscores do not matter: <c>CRC-16/X-25</c> is <c>crc16/x25</c>.</summary>
    /// <returns>The check, or null.</returns>
    public static CrcAlgorithm? Find(string name) => ByName.TryGetValue(Plain(name), out var algorithm) ? algorithm : null;

    private static Dictionary<string, CrcAlgorithm> Index()
    {
        var index = new Dictionary<string, CrcAlgorithm>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            index.Add(Plain(entry.Algorithm.Name), entry.Algorithm);
            foreach (var alias in entry.Aliases) index.Add(Plain(alias), entry.Algorithm);
        }

        return index;
    }

    private static string Plain(string name) =>
        new([.. name.Where(character => character is not ('-' or '_')).Select(char.ToLowerInvariant)]);

    private static Entry Of(
        string name, int width, ulong polynomial, ulong initial, bool reflectInput, bool reflectOutput, ulong xorOutput, ulong check, params string[] aliases) =>
        new(
            new()
            {
                Name = name,
                Width = width,
                Polynomial = polynomial,
                Initial = initial,
                ReflectInput = reflectInput,
                ReflectOutput = reflectOutput,
                XorOutput = xorOutput,
                Check = check,
            },
            aliases);

    private sealed record Entry(CrcAlgorithm Algorithm, string[] Aliases);
}
