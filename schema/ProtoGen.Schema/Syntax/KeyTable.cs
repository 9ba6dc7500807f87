namespace ProtoGen.Schema.Syntax;

/// <summary>The keys one kind of mapping may have.</summary>
/// <param name="Name">The mapping's name in <c>protogen.schema.json</c>.</param>
/// <param name="Keys">The keys this version reads.</param>
/// <param name="Later">Keys of the language that this version does not read yet.</param>
internal sealed record KeyTable(string Name, string[] Keys, params string[] Later);

/// <summary>Every mapping of the language whose keys are fixed.</summary>
internal static class KeyTables
{
    public static readonly KeyTable Schema = new(
        "schema",
        [
            "protocol", "namespace", "doc", "import", "endian", "frame", "states", "fault", "text", "heartbeat", "register", "farewell", "profiles", "checks", "enums", "flags", "bits", "structs",
            "messages", "vectors",
        ],
        "trailing", "version");

    public static readonly KeyTable Frame = new(
        "frame", ["maxSize", "maxWireSize", "layout", "variants", "id", "escape", "framer", "transform", "reassemble", "resync", "client", "server"], "trailing");

    public static readonly KeyTable BodyChange = new("bodyChange", ["with", "if", "maxSize"]);

    public static readonly KeyTable Variant = new("variant", ["layout", "id", "name"]);

    public static readonly KeyTable FrameField = new(
        "frameField",
        [
            "type", "doc", "name", "if", "encoding", "pad", "overflow", "parts", "switch", "cases", "unit", "min", "max", "verify", "role", "echo", "derive", "canonical",
        ],
        "size", "else", "fields", "scale", "offset", "none", "as");

    public static readonly KeyTable FrameBody = new("frameBody", ["doc", "role", "pad", "min", "size"]);

    public static readonly KeyTable Escape = new("escape", ["flag", "map"]);

    public static readonly KeyTable State = new("state", ["frame", "next", "name"]);

    public static readonly KeyTable Text = new("text", ["encoding", "pad", "overflow"]);

    public static readonly KeyTable Pad = new("pad", ["byte", "side"]);

    public static readonly KeyTable Profile = new("profile", ["type", "doc", "name"]);

    public static readonly KeyTable Check = new("check", ["width", "poly", "init", "refin", "refout", "xorout", "check"]);

    public static readonly KeyTable Heartbeat = new("heartbeat", ["message", "from", "every", "timeout", "ack", "tries", "coalesce", "liveness"]);

    public static readonly KeyTable Register = new("register", ["message", "accept", "retry", "key", "required"]);

    public static readonly KeyTable Enum = new("enum", ["type", "values", "doc", "name", "unknown"], "since", "deprecated");

    public static readonly KeyTable Bits = new("bits", ["type", "parts", "doc", "name"]);

    public static readonly KeyTable BitsPart = new("bitsPart", ["at", "type", "doc", "name", "verify"]);

    public static readonly KeyTable Struct = new("struct", ["fields", "doc", "name", "if", "padTo", "canonical", "trailing"], "since", "removed", "deprecated");

    public static readonly KeyTable EnumMember = new("enumMember", ["value", "doc", "name", "since", "deprecated"]);

    public static readonly KeyTable Message = new(
        "message",
        [
            "id", "from", "doc", "name", "fields", "reply", "fault", "header", "variant", "state", "idempotent", "resent", "extra", "trailing", "transform",
            "since", "removed", "deprecated",
        ],
        "as");

    public static readonly KeyTable Reply = new(
        "reply",
        ["id", "doc", "name", "fields", "optional", "if", "header", "variant", "extra", "message", "stream", "trailing", "transform", "since", "removed", "deprecated"],
        "as");

    public static readonly KeyTable Fault = new(
        "fault", ["id", "doc", "name", "fields", "header", "variant", "extra", "trailing", "transform", "since", "removed", "deprecated"]);

    public static readonly KeyTable Field = new(
        "field",
        [
            "type", "doc", "name", "if", "encoding", "pad", "overflow", "switch", "cases", "else", "fields", "parts", "size", "trailing", "align", "alignEach", "padTo",
            "scale", "offset", "unit", "min", "max", "none", "as", "codec", "verify", "canonical", "depth", "since", "removed", "deprecated",
            "correlates", "derive",
        ],
        "role", "echo");

    public static readonly KeyTable Case = new(
        "case",
        [
            "type", "doc", "name", "encoding", "pad", "overflow", "fields", "padTo", "canonical", "parts", "codec", "scale", "offset", "unit", "min", "max", "none",
            "as", "alignEach",
        ]);

    public static readonly KeyTable Vector = new("vector", ["message", "hex", "values", "header", "expect", "doc"]);

    public static IReadOnlyList<KeyTable> All { get; } =
    [
        Schema, Frame, Variant, FrameField, FrameBody, Escape, BodyChange, State, Text, Pad, Heartbeat, Register, Profile, Check, Enum, EnumMember, Bits, BitsPart, Struct, Message, Reply, Fault, Field, Case, Vector,
    ];
}
