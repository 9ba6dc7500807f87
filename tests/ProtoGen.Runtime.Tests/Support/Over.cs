using System.Reflection;
using Xunit.Sdk;

namespace ProtoGen;

/// <summary>What a server moves its bytes with, and where its handlers begin.</summary>
public enum Over
{
    Sockets,
    Epoll,
    EpollAndPool,
}

internal static class OverOptions
{
    public static ServerOptions Over(this ServerOptions options, Over over) => over == ProtoGen.Over.Sockets
        ? options
        : options with { Transport = ServerTransport.Epoll, EventLoops = 2, HandlersOnPool = over == ProtoGen.Over.EpollAndPool };

    public static ServerOptions Options(this Over over) => new ServerOptions().Over(over);
}

/// <summary>A theory over the platform's sockets, once or with each of some values.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OverSocketsAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Rows([Over.Sockets], values);

    internal static IEnumerable<object[]> Rows(Over[] all, object[] values) =>
        all.SelectMany(over => values.Length == 0 ? [[over]] : values.Select(value => new object[] { over, value }));
}

/// <summary>The same theory over epoll, where there is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OverEpollAttribute : DataAttribute
{
    public const string Missing = "Only Linux has epoll.";

    private readonly object[] _values;

    public OverEpollAttribute(params object[] values)
    {
        _values = values;
        Skip = OperatingSystem.IsLinux() ? null : Missing;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => OverSocketsAttribute.Rows([Over.Epoll, Over.EpollAndPool], _values);
}

/// <summary>A test of epoll alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EpollFactAttribute : FactAttribute
{
    public EpollFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : OverEpollAttribute.Missing;
}
