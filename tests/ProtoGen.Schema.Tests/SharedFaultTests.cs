using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests;

/// <summary>A fault of the whole protocol whose id is made of the request's: a message for each request, one record for all.</summary>
public class SharedFaultTests
{
    private const string Chat = """
        protocol: Chat
        namespace: Samples.Chat
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        fault: { id: id | 0x80, FAULT }
        messages:
          Read: { id: 1, from: client, reply: }
          Write: { id: 2, from: client, reply: }
          Own: { id: 3, from: client, reply: , fault: { id: id | 0x80, fields: { code: u8 } } }
        """;

    [Fact]
    public void Faults_of_the_protocol_share_a_record_and_that_of_one_message_does_not()
    {
        var protocol = Compile("fields: { code: u8 }");
        Assert.Equal("Fault", protocol.SharedFault!.Name);
        Assert.Equal([("ReadFault", "Fault"), ("WriteFault", "Fault"), ("OwnFault", null)], Faults(protocol));
    }

    [Fact]
    public void The_record_has_the_name_of_the_fault() => Assert.Equal("Refusal", Compile("name: Refusal, fields: { code: u8 }").SharedFault!.Name);

    [Theory]
    [InlineData("fields: { size: u8 = bytes(text), text: \"string[size]\" }")]   // derived
    [InlineData("fields: { at: { type: u32, as: unix-seconds } }")]                       // a meaning
    [InlineData("fields: { in: { fields: { code: u8 } } }")]                      // a type of each message's own
    [InlineData("fields: { code: u8 }, trailing: keep")]
    public void What_belongs_to_one_message_is_not_shared(string fault)
    {
        var protocol = Compile(fault);
        Assert.Null(protocol.SharedFault);
        Assert.All(Faults(protocol), named => Assert.Null(named.Shared));
    }

    [Fact]
    public void The_name_is_one_among_those_of_messages()
    {
        var text = Chat.Replace("FAULT", "name: Read, fields: { code: u8 }", StringComparison.Ordinal);
        Assert.Contains("PG2002", SchemaCompiler.Compile(text).Diagnostics.Select(finding => finding.Rule.Id));
    }

    private static IEnumerable<(string Name, string? Shared)> Faults(Protocol protocol) =>
        protocol.Messages.Where(message => message.SchemaName.EndsWith(".fault", StringComparison.Ordinal)).Select(message => (message.Name, message.SharedFault));

    private static Protocol Compile(string fault)
    {
        var result = SchemaCompiler.Compile(Chat.Replace("FAULT", fault, StringComparison.Ordinal));
        Assert.Empty(result.Diagnostics.Select(finding => finding.Message));
        return result.Protocol!;
    }
}
