using Microsoft.CodeAnalysis;
using ProtoGen.Generator.Emit;

namespace ProtoGen.Generator.Pipeline;

/// <summary>Whether the project has a host: extension methods for one stand where there is one, and nowhere else.</summary>
internal static class HostCheck
{
    public static bool Run(Compilation compilation, CancellationToken cancel) =>
        compilation.GetTypeByMetadataName(RuntimeNames.HostingExtensions["global::".Length..]) is not null;
}
