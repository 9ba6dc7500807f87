using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ProtoGen.Benchmarks.Build;

/// <summary>The messages as a .proto file, and the C# that protoc makes of it.</summary>
internal static class ProtoOf
{
    public static string Messages(int messages)
    {
        var text = new StringBuilder("syntax = \"proto3\";\npackage Built;\nenum Mode { Idle = 0; Busy = 1; Broken = 2; }\n");
        for (var message = 0; message < messages; message++)
        {
            text.Append(CultureInfo.InvariantCulture, $"message {Shape.Name(message)} {{\n");
            var number = 0;
            foreach (var (name, kind) in Shape.Fields(message)) text.Append(CultureInfo.InvariantCulture, $"  {Type(kind)} {name} = {++number};\n");
            text.Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>Runs protoc in a process of its own, as builds do.</summary>
    public static string Compile(string proto)
    {
        var protoc = typeof(ProtoOf).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(known => known.Key == "Protoc").Value!;
        var folder = Directory.CreateTempSubdirectory("protogen-build-");
        try
        {
            var file = Path.Combine(folder.FullName, "measured.proto");
            File.WriteAllText(file, proto);
            using var process = Process.Start(new ProcessStartInfo(protoc, [$"--proto_path={folder.FullName}", $"--csharp_out={folder.FullName}", file]) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? File.ReadAllText(Path.Combine(folder.FullName, "Measured.cs")) : throw new InvalidOperationException(errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Type(Kind kind) => kind switch
    {
        Kind.U32 => "uint32",
        Kind.U64 => "uint64",
        Kind.I32 => "int32",
        Kind.F64 => "double",
        Kind.Mode => "Mode",
        Kind.Text => "string",
        Kind.Bytes => "bytes",
        _ => "repeated uint32",
    };
}
