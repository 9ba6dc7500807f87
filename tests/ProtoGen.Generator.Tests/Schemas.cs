namespace ProtoGen.Generator.Tests;

/// <summary>The schemas that the tests generate from.</summary>
internal static class Schemas
{
    public static readonly string DeviceLink = File.ReadAllText(Path.Combine(Repository.Root, "samples/DeviceLink/device-link.protogen.yaml"));

    /// <summary>Every type, size rule, byte order, direction and kind of message, with names that invite collisions.</summary>
    public const string EveryType = """
        protocol: Every
        namespace: Tests.Every
        endian: little

        frame:
          maxSize: 4KiB
          layout:
            start: u16be = 0x7878
            length: u16 = bytes(id..body)
            id: u16
            body:
            stop: u16be = 0x0D0A

        heartbeat:
          - { message: Alive, from: client, every: 5s }
          - { message: Probe, from: server, every: 5s }

        register: { message: Login, accept: status < 2, key: number }

        enums:
          Mode: { type: u24, values: { Idle: 0, Busy: 70000 } }
          Status: { type: i16be, values: { Ok: 0, Denied: -2 } }

        messages:
          Login:
            id: 1
            from: client
            fields:
              number: u64
              version: u8 = 4
              magic: u32be = 0xCAFEBABE
              name: 8s = MQTT
            reply:
              fields: { status: u8 }
          Alive:
            id: 2
            from: client
            fields:
              uptime: u40
          Probe:
            id: 3
            from: server
            reply:
              fields: { load: f32 }
          Numbers:
            id: 4
            from: both
            fields:
              a: u8
              b: i8
              c: u16
              d: i16be
              e: u24
              f: i24be
              g: u32
              h: i32be
              i: u40be
              j: i48
              k: u56
              l: i64be
              m: u64
              real: f32
              wide: f64be
              flag: bool
              mode: Mode
              status: Status
          Texts:
            id: 5
            from: client
            fields:
              body: string[u8]
              run: u8
              field: { type: "bytes[u16]", doc: "A <field> & more." }
              raw: 4s
              tail: bytes[3]
              record: string[rest]
              end: u16
            reply:
              fields:
                position: u32
                error: bytes[rest]
          Ask:
            id: 6
            from: server
            fields:
              question: string[u32be]
            reply:
              fields:
                answer: bool
          Empty:
            id: 7
            from: both
            reply: { id: 8 }
        """;
}
