using ProtoGen.Conformance.Dns;
using ProtoGen.Conformance.ModbusAscii;
using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance.Proof;

/// <summary>Protocols that exist, with frames that others published: their sources stand in the README beside each schema.</summary>
public class RealProtocolTests
{
    private static readonly WalkExtensions Extensions = new()
    {
        Codecs = new Dictionary<string, WalkCodec> { ["DnsNameCodec"] = DnsWalkCodec.Instance },
        Framers = new Dictionary<string, WalkConversion> { ["HexLines"] = HexLines.Walk },
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Protocols");

    public static TheoryData<string> Schemas => new(
        Directory.GetFiles(Folder, "*.protogen.yaml", SearchOption.AllDirectories).Where(IsProtocol).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_frame_decodes_to_its_values_and_encodes_to_the_same_bytes(string schema)
    {
        var protocol = Compile(schema);
        var proof = ProtocolProof.Of(protocol);
        Assert.True(protocol.Vectors.Any(vector => !vector.IsRefused), "no example frames");
        foreach (var vector in protocol.Vectors)
        {
            try
            {
                if (vector.IsRefused) proof.ProveRefused(vector);
                else proof.Prove(vector);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"{vector.Message} {Convert.ToHexString(vector.Frame.ToArray())}: {problem.Message}", problem);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_vector_written_in_the_schema_is_proven_by_the_walk(string schema)
    {
        var written = File.ReadAllText(Path.Combine(Folder, schema)).Split("hex: ").Length - 1;
        Assert.Equal(written, Compile(schema).Vectors.Count);
    }

    // Others are libraries that protocols import.
    private static bool IsProtocol(string path) => File.ReadLines(path).Any(line => line.StartsWith("protocol:", StringComparison.Ordinal));

    private static Protocol Compile(string schema)
    {
        var path = Path.Combine(Folder, schema);
        var result = SchemaCompiler.Compile(File.ReadAllText(path), name => File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, name)), Extensions);
        Assert.Empty(result.Diagnostics.Select(found => $"{found.Span.Line}: {found.Rule.Id} {found.Message}"));
        return result.Protocol!;
    }
}
