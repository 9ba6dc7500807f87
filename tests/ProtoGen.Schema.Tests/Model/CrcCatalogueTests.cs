using System.Text;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Model;

public sealed class CrcCatalogueTests
{
    public static TheoryData<string> Names => [.. CrcCatalogue.Algorithms.Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_check_gives_its_check_value(string name)
    {
        var algorithm = CrcCatalogue.Find(name)!;
        Assert.Equal(algorithm.Check, CrcReference.Compute(algorithm, Encoding.ASCII.GetBytes("123456789")));
        Assert.StartsWith($"crc{algorithm.Width}/", algorithm.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crc16/x25", "crc16/ibm-sdlc")]
    [InlineData("CRC-16/X-25", "crc16/ibm-sdlc")]
    [InlineData("crc16/ccitt_false", "crc16/ibm-3740")]
    [InlineData("crc32", "crc32/iso-hdlc")]
    [InlineData("crc32c", "crc32/iscsi")]
    [InlineData("crc8/maxim", "crc8/maxim-dow")]
    [InlineData("crc64/go-ecma", "crc64/xz")]
    public void Other_names_and_spellings_find_the_same_check(string name, string expected) =>
        Assert.Equal(expected, CrcCatalogue.Find(name)!.Name);

    [Theory]
    [InlineData("crc16")]
    [InlineData("crc8")]
    [InlineData("crc64")]
    [InlineData("crc16/modbuz")]
    [InlineData("")]
    public void What_is_no_name_or_names_too_many_finds_nothing(string name) => Assert.Null(CrcCatalogue.Find(name));

    [Fact]
    public void Every_name_that_is_offered_finds_a_check_and_none_occurs_twice()
    {
        var names = CrcCatalogue.Names.ToList();
        Assert.All(names, name => Assert.NotNull(CrcCatalogue.Find(name)));
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }
}
