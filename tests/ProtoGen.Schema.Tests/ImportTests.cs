namespace ProtoGen.Schema.Tests;

public class ImportTests
{
    private const string Types = """
        enums:
          Kind: { type: u8, values: { One: 1 } }
        structs:
          Point: { fields: { across: i32, down: i32 } }
        frame: { layout: { length: "u16 = bytes(id..body)", id: u8, body: } }
        """;

    private const string Using = """
        protocol: Chat
        namespace: Samples
        import: types.protogen.yaml
        messages:
          Place: { id: 1, from: client, fields: { kind: Kind, at: Point } }
        """;

    [Fact]
    public void Types_and_the_frame_of_another_schema_are_shared()
    {
        var result = Compile(Using, ("types.protogen.yaml", Types));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(9, result.Protocol!.Messages.Single().Layout.FixedSize);
    }

    [Fact]
    public void A_library_alone_has_no_findings_and_no_protocol()
    {
        var result = Compile(Types);
        Assert.Empty(result.Diagnostics);
        Assert.Null(result.Protocol);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_where_it_is_imported()
    {
        var finding = Compile(Using).Diagnostics[0];
        Assert.Equal(("PG1016", 3, 9), (finding.Rule.Id, finding.Span.Line, finding.Span.Column));
    }

    [Fact]
    public void Errors_of_a_library_are_told_at_the_import_not_at_positions_of_another_file()
    {
        var findings = Compile(Using, ("types.protogen.yaml", Types.Replace("i32", "i33", StringComparison.Ordinal))).Diagnostics;
        Assert.Equal("The schema imports 'types.protogen.yaml', which has errors; mend them there first", findings[0].Message);
    }

    [Fact]
    public void What_only_the_importer_makes_a_mistake_of_stands_in_the_file_where_its_text_is()
    {
        var mine = "enums:\n  Point: { type: u8, values: { Full: 1 } }\n" + Using.Replace(", at: Point", "", StringComparison.Ordinal);
        var finding = Assert.Single(Compile(mine, ("types.protogen.yaml", Types)).Diagnostics);
        Assert.Equal(("PG2002", "types.protogen.yaml", 4), (finding.Rule.Id, finding.Span.File, finding.Span.Line));
    }

    [Fact]
    public void A_protocol_is_no_library() =>
        Assert.Contains("describes a protocol of its own", Compile(Using, ("types.protogen.yaml", Using)).Diagnostics[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Libraries_that_import_each_other_end()
    {
        var other = Types.Replace("Kind", "Mood", StringComparison.Ordinal).Replace("Point", "Spot", StringComparison.Ordinal);
        var result = Compile(Using, ("types.protogen.yaml", "import: other.protogen.yaml\n" + Types), ("other.protogen.yaml", "import: types.protogen.yaml\n" + other));
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void Libraries_that_need_each_other_are_whole_in_whatever_order_they_are_met()
    {
        (string, string) kinds = ("kinds.protogen.yaml", "import: places.protogen.yaml\nenums:\n  Kind: { type: u8, values: { One: 1 } }\nstructs:\n  Group: { fields: { first: Place } }");
        (string, string) places = ("places.protogen.yaml", "import: kinds.protogen.yaml\nstructs:\n  Place: { fields: { kind: Kind } }");
        const string Mine = """
            protocol: Chat
            namespace: Samples
            import: [IMPORTS]
            frame: { layout: { length: "u16 = bytes(id..body)", id: u8, body: } }
            messages:
              Go: { id: 1, from: client, fields: { to: Place, by: Group } }
            """;

        Assert.All(["kinds.protogen.yaml", "places.protogen.yaml", "kinds.protogen.yaml, places.protogen.yaml", "places.protogen.yaml, kinds.protogen.yaml"], imports =>
        {
            var result = Compile(Mine.Replace("IMPORTS", imports, StringComparison.Ordinal), kinds, places);
            Assert.Empty(result.Diagnostics);
            Assert.Equal(2, result.Protocol!.Messages.Single().Layout.FixedSize);
        });
        // Each by itself, as the tool and editors look at it.
        Assert.Empty(Compile(kinds.Item2, kinds, places).Diagnostics);
        Assert.Empty(Compile(places.Item2, kinds, places).Diagnostics);
    }

    [Fact]
    public void A_library_that_another_one_brings_too_is_met_once_and_whole()
    {
        (string, string) types = ("types.protogen.yaml", Types), users = ("users.protogen.yaml", "import: types.protogen.yaml\nstructs:\n  User: { fields: { at: Point } }");
        foreach (var imports in (string[])["types.protogen.yaml, users.protogen.yaml", "users.protogen.yaml, types.protogen.yaml"])
        {
            var result = Compile(Using.Replace("types.protogen.yaml", $"[{imports}]", StringComparison.Ordinal) + "\n  Join: { id: 2, from: client, fields: { user: User } }", types, users);
            Assert.Empty(result.Diagnostics);
        }
    }

    [Theory]
    [InlineData("lib/users.protogen.yaml", "types.protogen.yaml", "lib/types.protogen.yaml")]
    [InlineData("lib/users.protogen.yaml", "../types.protogen.yaml", "types.protogen.yaml")]
    [InlineData("../lib/users.protogen.yaml", "./more/types.protogen.yaml", "../lib/more/types.protogen.yaml")]
    public void An_imported_file_imports_from_where_it_is_itself(string first, string written, string second)
    {
        var result = Compile(Using.Replace("types.protogen.yaml", first, StringComparison.Ordinal), (first, $"import: {written}\n"), (second, Types));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(9, result.Protocol!.Messages.Single().Layout.FixedSize);
    }

    [Fact]
    public void A_name_that_is_imported_and_defined_is_a_collision() => Assert.Contains(
        "'Kind' is also imported from 'types.protogen.yaml'; give one of the two another name",
        Compile(Using + "\nenums:\n  Kind: { type: u8, values: { Two: 2 } }", ("types.protogen.yaml", Types)).Diagnostics.Select(finding => finding.Message));

    [Theory]
    [InlineData("endian: little\n", "which is 'little' endian while this one is not; give both the same 'endian'")]
    [InlineData("text: { encoding: ascii }\n", "which has defaults under 'text' that would not be shared; move them to this schema or to the fields")]
    public void Defaults_of_a_library_that_would_go_unheard_are_told(string defaults, string problem) => Assert.Equal(
        ["The schema imports 'types.protogen.yaml', " + problem],
        Compile(Using, ("types.protogen.yaml", defaults + Types)).Diagnostics.Select(finding => finding.Message));

    [Fact]
    public void A_library_may_say_the_endian_of_who_imports_it() =>
        Assert.Empty(Compile("endian: little\n" + Using, ("types.protogen.yaml", "endian: little\n" + Types)).Diagnostics);

    private const string Said = """
        fault: { id: id | 0x80, fields: { code: u8 } }
        messages:
          Read: { id: 1, from: client, fields: { address: u16 }, reply: { fields: { value: u16 } } }
        """;

    private const string Carrying = """
        protocol: Line
        namespace: Samples.Line
        import: said.protogen.yaml
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        vectors:
          - { message: Read, hex: "0003 01 0007", values: { address: 7 } }
          - { message: Read.fault, hex: "0002 81 02", values: { code: 2 } }
        """;

    [Fact]
    public void Messages_and_the_fault_of_another_schema_are_said_in_the_frames_of_this_one()
    {
        var result = Compile(Carrying, ("said.protogen.yaml", Said));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(["Read", "ReadReply", "ReadFault"], result.Protocol!.Messages.Select(message => message.Name));
        Assert.Equal(2, result.Protocol.Vectors.Count);
        Assert.Empty(Compile(Said).Diagnostics);
    }

    [Fact]
    public void Messages_of_its_own_stand_beside_imported_ones()
    {
        var result = Compile(Carrying + "\nmessages:\n  Stop: { id: 9, from: client }", ("said.protogen.yaml", Said));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(4, result.Protocol!.Messages.Count);

        var twice = Compile(Carrying + "\nmessages:\n  Read: { id: 9, from: client }", ("said.protogen.yaml", Said));
        Assert.Contains("'Read' is also imported from 'said.protogen.yaml'; give one of the two another name", twice.Diagnostics.Select(finding => finding.Message));
    }

    [Fact]
    public void What_the_frame_makes_wrong_of_an_imported_message_stands_in_the_file_of_the_message()
    {
        var finding = Assert.Single(Compile(Carrying, ("said.protogen.yaml", Said.Replace("id: 1,", "id: 300,", StringComparison.Ordinal))).Diagnostics, finding => finding.Rule.Id != "PG5001");
        Assert.Equal(("said.protogen.yaml", 3), (finding.Span.File, finding.Span.Line));
    }

    [Theory]
    [InlineData("namespace: Samples.Line\n")]
    [InlineData("frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }\n")]
    public void A_protocol_whose_name_was_forgotten_is_no_library(string has) =>
        Assert.Contains("PG1008", Compile(has + Said).Diagnostics.Select(finding => finding.Rule.Id));

    private static SchemaResult Compile(string text, params (string Name, string Text)[] files) =>
        SchemaCompiler.Compile(text, name => files.FirstOrDefault(file => file.Name == name).Text);
}
