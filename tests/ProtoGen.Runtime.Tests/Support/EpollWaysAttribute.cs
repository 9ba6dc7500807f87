using System.Reflection;
using Xunit.Sdk;

namespace ProtoGen.Runtime.Tests;

/// <summary>Every way to a server on epoll, where there is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EpollWaysAttribute : DataAttribute
{
    public EpollWaysAttribute() => Skip = OperatingSystem.IsLinux() ? null : OverEpollAttribute.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<Way>().Where(Ways.IsEpoll).Select(way => new object[] { way });
}
