using ProtoGen.Schema.Binding;

namespace ProtoGen.Schema.Tests.Binding;

public class CSharpNameTests
{
    [Theory]
    [InlineData("appId", "AppId")]
    [InlineData("app_id", "AppId")]
    [InlineData("APP-ID", "AppId")]
    [InlineData("AppID", "AppID")]
    [InlineData("IMEI", "Imei")]
    [InlineData("sha256", "Sha256")]
    [InlineData("SHA256", "Sha256")]
    [InlineData("x", "X")]
    [InlineData("class", "Class")]
    [InlineData("a__b_", "AB")]
    [InlineData("длина", "Длина")]
    [InlineData("长度", "长度")]
    public void Any_style_becomes_the_style_of_CSharp(string name, string expected) => Assert.Equal(expected, CSharpName.FromSchema(name));

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("3d")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("naïve!")]
    [InlineData("\ud83d\ude00")]
    public void What_cannot_be_a_name_gives_none(string name) => Assert.Null(CSharpName.FromSchema(name));

    [Theory]
    [InlineData("Fine", true)]
    [InlineData("_fine", true)]
    [InlineData("class", false)]
    [InlineData("record", false)]
    [InlineData("1st", false)]
    [InlineData("", false)]
    public void A_given_name_must_be_an_identifier_and_no_keyword(string name, bool expected) => Assert.Equal(expected, CSharpName.IsIdentifier(name));

    [Theory]
    [InlineData("String")]
    [InlineData("Object")]
    [InlineData("Task")]
    [InlineData("Chat")]
    [InlineData("Guid")]
    public void Messages_may_have_the_names_of_common_types_and_of_the_namespace(string name) =>
        Assert.Equal(name, Schemas.Compile(Schemas.WithFields("value: u8").Replace("Login", name, StringComparison.Ordinal)).Messages[0].Name);
}
