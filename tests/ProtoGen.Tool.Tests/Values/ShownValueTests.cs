using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Values.Shown;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Tests.Values;

/// <summary>What is shown of messages that others published can be typed again.</summary>
public class ShownValueTests
{
    public static TheoryData<string> All => Schemas.All;

    [Theory]
    [MemberData(nameof(All))]
    public void What_connect_shows_is_typed_to_the_same_values(string schema)
    {
        var protocol = Schemas.Load(schema);
        var (json, typed) = (new ValueJson(protocol, ShownFields.Given), new TypedMessages(protocol));
        foreach (var vector in protocol.Vectors.Where(vector => !vector.IsRefused))
        {
            var message = protocol.Messages.First(known => known.Name == vector.Message);
            var shown = json.Of(message.Fields, vector.Values);
            var side = message.From == Direction.Server ? Direction.Server : Direction.Client;
            var header = json.Of(Tool.Schemas.MessageLayouts.LayoutOf(Tool.Schemas.MessageLayouts.FramingOf(protocol, message, side), message).Header, vector.Header);
            var hasOwn = message.Fields.Any(field => field.Name == "header");
            var again = typed.Read(message, [.. Words(shown, ""), .. hasOwn ? [] : Words(header, "header.")], side);
            Assert.Equal(shown.ToJsonString(), json.Of(message.Fields, again.Values).ToJsonString());
        }
    }

    private static IEnumerable<string> Words(JsonObject values, string prefix) => values.Select(value => $"{prefix}{value.Key}={value.Value?.ToJsonString()}");
}
