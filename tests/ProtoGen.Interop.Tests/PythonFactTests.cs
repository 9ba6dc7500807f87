namespace ProtoGen.Interop.Tests;

public class PythonFactTests
{
    [Fact]
    public void Without_python_a_test_is_skipped_with_a_reason() =>
        Assert.Contains("python3", PythonFactAttribute.WhyNot(isInstalled: false, isCi: false), StringComparison.Ordinal);

    [Fact]
    public void Without_python_a_test_is_not_skipped_in_ci() =>
        Assert.Null(PythonFactAttribute.WhyNot(isInstalled: false, isCi: true));

    [Fact]
    public void With_python_a_test_runs() => Assert.Null(PythonFactAttribute.WhyNot(isInstalled: true, isCi: false));
}
