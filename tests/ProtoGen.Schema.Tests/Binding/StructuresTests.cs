using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Binding;

/// <summary>What structs, conditions and arithmetic become where nothing is wrong with them.</summary>
public class StructuresTests
{
    private const string Kinds = "enums:\n  Kind: { type: u8, values: { Text: 1, Data: 2 } }\n";

    [Fact]
    public void A_circle_of_structs_is_sound_where_one_step_is_conditional()
    {
        var protocol = Compile(
            "structs:\n  Expr: { fields: { kind: u8, call: Call if kind == 1 } }\n  Call: { fields: { name: cstring, arg: Expr } }\n", "root: Expr");
        Assert.All(protocol.Structures.Where(structure => structure.Name is "Expr" or "Call"), structure => Assert.Equal(16, structure.MaxDepth));
    }

    [Fact]
    public void The_condition_of_a_struct_joins_that_of_its_use()
    {
        var protocol = Compile("structs:\n  Point: { if: isThere, fields: { across: u8 } }\n", "isThere: bool", "level: u8", "point: Point if level > 3");
        var presence = Assert.IsType<Conditional>(protocol.Messages[0].Fields.Last().Presence);
        Assert.Equal([ConditionOperator.Greater, ConditionOperator.IsSet], presence.Terms.Select(term => term.Operator));
    }

    [Fact]
    public void A_struct_in_place_reads_values_by_the_type_of_the_field_around_it()
    {
        var protocol = Compile(Kinds, "kind: Kind", "inner: { fields: { deeper: { fields: { data: u8 if kind == Data } } } }");
        var inner = protocol.Structures.Single(structure => structure.SchemaName == "LoginInnerDeeper");
        var term = Assert.Single(Assert.IsType<Conditional>(inner.Fields.Single().Presence).Terms);
        Assert.Equal(2, term.Operand);
    }

    [Fact]
    public void A_struct_that_takes_the_rest_may_be_optional_where_it_is_never_empty() =>
        Assert.IsType<OptionalTail>(Compile("structs:\n  Tail: { fields: { kind: u8, data: \"bytes[rest]\" } }\n", "level: u8", "tail: Tail?").Messages[0].Fields.Last().Presence);

    [Fact]
    public void Filling_that_never_varies_is_a_field()
    {
        var protocol = Compile("structs:\n  Point: { padTo: 4, fields: { across: u8, down: u16 } }\n  Even: { padTo: 4, fields: { across: u32 } }\n", "point: Point", "even: Even");
        var point = protocol.Structures.Single(structure => structure.Name == "Point");
        Assert.Equal((4, 1), (point.Layout.FixedSize, point.PadTo));
        Assert.IsType<ConstantDerivation>(point.Fields.Last().Derivation);
        Assert.Single(protocol.Structures.Single(structure => structure.Name == "Even").Fields);
    }

    [Fact]
    public void Filling_that_varies_rounds_the_sizes_of_its_struct_up()
    {
        var protocol = Compile("structs:\n  Note: { padTo: 8, canonical: keep, fields: { text: \"string[u8]\" } }\n", "note: Note");
        var note = protocol.Structures.Single();
        Assert.Equal((8, true, 8, 256), (note.PadTo, note.KeepsPadding, note.Layout.MinSize, note.Layout.MaxSize));
    }

    [Fact]
    public void Elements_that_are_as_large_as_what_they_are_aligned_to_need_no_filling() =>
        Assert.Equal([1, 4], Schemas.Message("numbers: { type: \"u16[u8]\", alignEach: 2 }", "other: { type: \"u16[u8]\", alignEach: 4 }").Fields.Select(field => ((ListType)field.Type).ElementAlign));

    [Fact]
    public void Parentheses_say_what_a_sum_is_multiplied_with()
    {
        var message = Schemas.Message("words: u8", "data: bytes[((words + 1) * 4) - 2]", "size: u8 = (bytes(words..data) + 3) / 4");
        var size = Assert.IsType<ReferencedSize>(Assert.IsType<BytesType>(message.Fields.ElementAt(1).Type).Size);
        Assert.Equal([(ArithmeticOperator.Add, 1L), (ArithmeticOperator.Multiply, 4L), (ArithmeticOperator.Subtract, 2L)], size.Steps.Select(step => (step.Operator, step.Operand)));
        var derived = Assert.IsType<BytesDerivation>(message.Fields.Last().Derivation);
        Assert.Equal([ArithmeticOperator.Add, ArithmeticOperator.Divide], derived.Steps.Select(step => step.Operator));
    }

    [Fact]
    public void A_text_in_utf_16_ends_at_a_whole_character()
    {
        var type = Assert.IsType<TextType>(Schemas.Message("name: { type: cstring, encoding: utf-16 }").Fields.Single().Type);
        Assert.Equal<byte>([0, 0], Assert.IsType<TerminatedSize>(type.Size).Terminator);
    }

    [Fact]
    public void Only_what_is_always_there_counts_against_the_length_of_a_frame() =>
        Assert.Equal("Login", Assert.Single(Compile("", "isLarge: bool", "data: bytes[70000] if isLarge").Messages).Name);

    [Theory]
    [InlineData("u24", "uint")]
    [InlineData("varint64s", "long")]
    [InlineData("bytes", "global::ProtoGen.WireList<byte>")]
    [InlineData("Kind", "Kind")]
    [InlineData("Samples.Position", "Samples.Position")]
    public void The_values_of_a_codec_are_of_a_csharp_type(string type, string csharp) =>
        Assert.Equal(csharp, Assert.IsType<CodecType>(Compile(Kinds, $"own: {{ type: {type}, codec: My.Codec }}").Messages[0].Fields.Single().Type).Value);

    private static Protocol Compile(string top, params string[] fields) => Schemas.Compile(Schemas.WithFields(fields) + top);
}
