namespace ProtoGen.Schema.Syntax;

/// <summary>When something came and went, as it was written.</summary>
internal sealed record LifecycleSyntax(YamlScalar? Since, YamlScalar? Removed, YamlScalar? Deprecated)
{
    public static LifecycleSyntax Read(KeyedMapping mapping) => new(mapping.Scalar("since"), mapping.Scalar("removed"), mapping.Scalar("deprecated"));
}
