namespace ProtoGen.Generator.Emit;

/// <summary>Turns the model's names into identifiers that fit their place.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "field", "finally", "fixed", "float",
        "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "value", "virtual", "void", "volatile", "while", "await", "var", "record", "required",
    ];

    /// <summary>The names that emitted methods use for their own locals and parameters.</summary>
    private static readonly HashSet<string> Taken =
    [
        "body", "run", "position", "view", "error", "message", "record", "head", "handler", "heard", "context", "request", "cancel",
        "client", "peer", "setup", "server",
    ];

    /// <summary>A local variable or parameter for a property or a message: <c>appId</c> for <c>AppId</c>.</summary>
    public static string Local(string name)
    {
        var local = Camel(name);
        return Keywords.Contains(local) || Taken.Contains(local) || local.StartsWith("run", StringComparison.Ordinal) ? local + "_" : local;
    }

    /// <summary>The name with a small first letter; not necessarily an identifier.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A namespace with its keywords escaped.</summary>
    public static string Namespace(string name) =>
        string.Join(".", name.Split('.').Select(part => Keywords.Contains(part) ? "@" + part : part));
}
