using CsCheck;
using ProtoGen.Schema;

namespace ProtoGen.Fuzz.Schemas;

public class RandomSchemaTests
{
    [Fact]
    public void A_random_schema_compiles_without_findings() => Gen.Int[0, 1_000_000].Sample(
        seed => Assert.Empty(SchemaCompiler.Compile(RandomSchema.Write(seed)).Diagnostics.Select(found => $"{found.Span.Line}: {found.Message}\n{RandomSchema.Write(seed)}")),
        iter: 2_000);

    [Fact]
    public void A_random_schema_of_frames_without_a_length_compiles_without_findings() => Gen.Int[0, 1_000_000].Sample(
        seed => Assert.Empty(SchemaCompiler.Compile(RandomSchema.WriteOpen(seed)).Diagnostics.Select(found => $"{found.Span.Line}: {found.Message}\n{RandomSchema.WriteOpen(seed)}")),
        iter: 2_000);
}
