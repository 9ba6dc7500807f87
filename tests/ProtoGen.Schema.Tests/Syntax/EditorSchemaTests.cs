using System.Text.Json;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Tests.Syntax;

/// <summary>The schema for editors knows exactly the keys the parser knows.</summary>
public class EditorSchemaTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(Repository.Read("schema/protogen.schema.json")).RootElement;

    private static JsonElement Definitions => Root.GetProperty("$defs");

    public static TheoryData<string> Tables => new(KeyTables.All.Select(table => table.Name));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_mapping_has_the_same_keys_in_both(string name)
    {
        var table = KeyTables.All.Single(candidate => candidate.Name == name);
        var definition = Definitions.GetProperty(name);
        Assert.Equal(table.Keys.Order(StringComparer.Ordinal), definition.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void It_defines_no_other_mappings() =>
        Assert.Equal(KeyTables.All.Select(table => table.Name).Order(StringComparer.Ordinal), Definitions.EnumerateObject().Select(definition => definition.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_key_is_described_and_every_reference_exists(string name)
    {
        foreach (var key in Definitions.GetProperty(name).GetProperty("properties").EnumerateObject())
            Assert.True(key.Value.TryGetProperty("description", out var text) && text.GetString()!.Length > 10, key.Name);

        var json = Definitions.GetProperty(name).GetRawText();
        for (var at = json.IndexOf("#/$defs/", StringComparison.Ordinal); at >= 0; at = json.IndexOf("#/$defs/", at + 1, StringComparison.Ordinal))
            Assert.True(Definitions.TryGetProperty(json[(at + 8)..json.IndexOf('"', at)], out _));
    }

    [Fact]
    public void No_key_is_known_and_announced_for_later() =>
        Assert.All(KeyTables.All, table => Assert.Empty(table.Keys.Intersect(table.Later)));
}
