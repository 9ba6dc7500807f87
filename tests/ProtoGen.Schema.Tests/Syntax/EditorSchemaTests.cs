using System.Text.Json;
using System.Text.Json.Nodes;
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

    [Theory]
    [MemberData(nameof(Tables))]
    public void Free_text_has_an_example(string name)
    {
        foreach (var key in Definitions.GetProperty(name).GetProperty("properties").EnumerateObject())
            Assert.True(HasExamples(key.Value) || FreeTexts(key.Value).All(HasExamples), $"{name}.{key.Name} has no example.");

        static bool HasExamples(JsonElement schema) => schema.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0;
    }

    [Fact]
    public void Every_example_is_accepted()
    {
        var (validator, count) = (new JsonSchemaValidator(Root), 0);
        Judge(Definitions, "$defs");
        Assert.True(count > 100, $"Only {count} examples were found.");

        void Judge(JsonElement schema, string path)
        {
            if (schema.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, item) in schema.EnumerateArray().Index()) Judge(item, $"{path}/{index}");
            }

            if (schema.ValueKind != JsonValueKind.Object) return;
            foreach (var member in schema.EnumerateObject())
            {
                // A list: a key of that name would be an object.
                if (member.Name != "examples" || member.Value.ValueKind != JsonValueKind.Array) Judge(member.Value, $"{path}/{member.Name}");
                else foreach (var example in member.Value.EnumerateArray())
                {
                    count++;
                    Assert.True(validator.Accepts(schema, JsonNode.Parse(example.GetRawText())), $"{path} does not accept its example {example.GetRawText()}.");
                }
            }
        }
    }

    [Fact]
    public void No_key_is_known_and_announced_for_later() =>
        Assert.All(KeyTables.All, table => Assert.Empty(table.Keys.Intersect(table.Later)));

    /// <summary>The parts of a key's schema that are text of the user's own; what they refer to is judged at its own place.</summary>
    private static IEnumerable<JsonElement> FreeTexts(JsonElement schema)
    {
        foreach (var choice in (string[])["oneOf", "anyOf"])
        {
            if (!schema.TryGetProperty(choice, out var branches)) continue;
            foreach (var text in branches.EnumerateArray().SelectMany(FreeTexts)) yield return text;
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var text in FreeTexts(items)) yield return text;
        }

        if (IsText(schema)) yield return schema;
    }

    private static bool IsText(JsonElement schema) => !schema.TryGetProperty("enum", out _) && !schema.TryGetProperty("const", out _) && schema.TryGetProperty("type", out var type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => one.GetString() == "string") : type.GetString() == "string");
}
