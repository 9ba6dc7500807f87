using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;

namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>A structure that nobody thought of, and values that fit it. One method a construct.</summary>
internal sealed class RandomStructure
{
    private static readonly byte[] Marks = [0x00, 0xFF, 0x7E];
    private readonly Random _random;
    private readonly RandomTypes _types;
    private readonly List<Field> _fields = [];
    private readonly List<(string Name, Func<FieldValue?> Make)> _makers = [];
    private readonly int _depth;

    private RandomStructure(Random random, RandomTypes types, int depth) => (_random, _types, _depth) = (random, types, depth);

    /// <summary>The fields.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    public static RandomStructure Message(Random random, RandomTypes types)
    {
        var made = new RandomStructure(random, types, depth: 0);
        made.Grow();
        if (random.Next(3) == 0) made.AddEnd();
        if (random.Next(3) == 0) made.AddCheck();
        return made;
    }

    /// <summary>What a user could set.</summary>
    public List<VectorValue> MakeValues() =>
        [.. _makers.Select(maker => (maker.Name, Value: maker.Make())).Where(made => made.Value is not null).Select(made => new VectorValue(made.Name, made.Value!))];

    private string NextName => "f" + _fields.Count;

    private void Grow()
    {
        Action[] constructs =
        [
            () => AddPlain(1), () => AddPlain(2), () => AddPlain(4), AddCounted, AddMeasured, AddOptional, AddConditional, AddSwitch, AddFlags, AddConstant, AddRepeat,
        ];
        for (var count = _random.Next(1, 6); count > 0; count--) constructs[_random.Next(constructs.Length)]();
    }

    private void Add(Field field, Func<FieldValue?>? make)
    {
        _fields.Add(field);
        if (make is not null) _makers.Add((field.Name, make));
    }

    private void AddPlain(int align)
    {
        var (type, make) = _types.Any(_random, _depth, Nested);
        var field = Of(NextName, type).Aligned(_types.IsAligned ? align : 1);
        if (_random.Next(5) == 0) field = field.In(By(_types.Announcer(_random)));
        Add(field, make);
    }

    private void AddCounted()
    {
        var (type, make) = RandomTypes.Element(_random, _depth, Nested);
        var (count, list) = (NextName, "f" + (_fields.Count + 1));
        Add(Of(count, U16).From(new SizeDerivation(EquatableArray.Of(new SizeUse(list, default, IsBound: false)))), null);
        Add(Of(list, new ListType(type, Said(count), InBytes: _random.Next(2) == 0)), () => Values.Many([.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())]));
    }

    private void AddMeasured()
    {
        var (type, make) = _types.Any(_random, _depth, Nested);
        var (length, content) = (NextName, "f" + (_fields.Count + 1));
        Add(Of(length, _types.Announcer(_random)).From(new BytesDerivation(new(_random.Next(2) == 0 ? length : content, content), EquatableArray.Of(Plus(3)))), null);
        Add(Of(content, type), make);
    }

    private void AddOptional()
    {
        var (type, make) = _types.Any(_random, _depth, Nested);
        var (bit, field) = (NextName, "f" + (_fields.Count + 1));
        var whenSet = _random.Next(2) == 0;
        Add(Of(bit, new BoolType()).From(new PresenceDerivation(EquatableArray.Of(new PresenceUse(field, whenSet)))), null);
        Add(whenSet ? Of(field, type).If(bit) : Of(field, type).IfNot(bit), () => _random.Next(2) == 0 ? make() : null);
    }

    private void AddConditional()
    {
        var (type, make) = _types.Any(_random, _depth, Nested);
        var (kind, field) = (NextName, "f" + (_fields.Count + 1));
        var last = 0;
        Add(Of(kind, U8), () => Values.Number(last = _random.Next(4)));
        Add(Of(field, type).If(new ConditionTerm(Own(kind), ConditionOperator.HasAnyBit, 2)), () => (last & 2) != 0 ? make() : null);
    }

    private void AddSwitch()
    {
        var (first, second) = (_types.Any(_random, _depth, Nested), _types.Any(_random, _depth, Nested));
        var (tag, field) = (NextName, "f" + (_fields.Count + 1));
        Add(Of(tag, U8).From(new TagDerivation(EquatableArray.Of(field))), null);
        Add(
            Of(field, Switch(tag, Case("First", first.Type, 1), Case("Second", second.Type, 2), Case("Nothing", null, 7))),
            () => _random.Next(3) switch { 0 => new CaseValue("First", first.Make()), 1 => new CaseValue("Second", second.Make()), _ => new CaseValue("Nothing", null) });
    }

    private void AddFlags()
    {
        var (bits, data, optional) = (NextName, "f" + (_fields.Count + 1), "f" + (_fields.Count + 2));
        Add(
            Of(bits, new BitsFieldType(RandomTypes.Flags.Name, RandomTypes.Flags.Underlying)) with
            {
                DerivedParts = EquatableArray.Of(
                    new PartDerivation("has", new PresenceDerivation(EquatableArray.Of(new PresenceUse(optional, true))), true),
                    new PartDerivation("size", new SizeDerivation(EquatableArray.Of(new SizeUse(data, default, false))), true)),
            },
            () => Values.Group("kind".Is(_random.Next(8)), HiddenNames.Gaps.Is(0x8000)));
        Add(Of(data, Bytes(Said(bits + ".size"))), () => RandomTypes.SomeBytes(_random, 8));
        Add(Of(optional, U24).If(bits + ".has"), () => _random.Next(2) == 0 ? Values.Number(_random.Next(1 << 24)) : null);
    }

    private void AddConstant() => Add(Of(NextName, U16).From(new ConstantDerivation(Values.Number(_random.Next(65536)))), null);

    private void AddRepeat()
    {
        var (first, second) = (NextName, "f" + (_fields.Count + 1));
        Add(Of(first, U8), () => Values.Number(_random.Next(200)));
        Add(Of(second, U16).From(new RepeatDerivation(Own(first), EquatableArray.Of(Times(3), Plus(1)))), null);
    }

    private void AddEnd()
    {
        var given = 0;
        Add(Of(NextName, U16).Tail(), () => (given = _random.Next(3)) > 0 ? Values.Number(5) : null);
        Add(Of(NextName, TextOf(By(U8))).Tail(), () => given > 1 ? new TextValue("tail") : null);
        Add(Of(NextName, Bytes(Rest)), () => given > 1 ? RandomTypes.SomeBytes(_random, 4) : new BytesValue(default));
    }

    private void AddCheck()
    {
        var covered = (_fields[0].Name, _fields[^1].Name);
        _fields.Insert(0, Of("check", U16).From(new CheckDerivation(new CrcChecksum(CrcCatalogue.Find("crc16/modbus")!), new(covered.Item1, covered.Item2), false)));
    }

    private (FieldType Type, Func<FieldValue> Make) Nested(int depth)
    {
        var inside = new RandomStructure(_random, _types, depth);
        inside.Add(Of("first", U8), () => Values.Number(_random.Next(256)));
        inside.Grow();
        return (_types.Register(inside.Fields), () => new StructValue(inside.MakeValues().ToEquatableArray()));
    }

    /// <summary>A mark that ends content; bytes of values stay clear of it.</summary>
    public static byte Mark(Random random) => Marks[random.Next(Marks.Length)];
}
