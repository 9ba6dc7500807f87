using Samples.Modbus.Rtu;

namespace ProtoGen.Conformance.Modbus;

/// <summary>A device with two thousand coils and as many registers. Beyond them it knows no address; what it may not do it refuses.</summary>
internal sealed class RegisterSlave : ModbusRtuServerHandler
{
    private readonly bool[] _coils = new bool[2000];
    private readonly ushort[] _registers = new ushort[2000];

    public override ValueTask<Answer<ReadCoilsReply, ModbusFault>> OnReadCoils(ReadCoils request, ModbusRtuContext context) => new(
        Holds(request.Address, request.Quantity)
            ? new ReadCoilsReply { States = Bits(request.Address, request.Quantity) }
            : new ModbusFault { Code = ExceptionCode.IllegalDataAddress });

    public override ValueTask<Answer<ReadDiscreteInputsReply, ModbusFault>> OnReadDiscreteInputs(ReadDiscreteInputs request, ModbusRtuContext context) =>
        throw new FaultException<ModbusFault>(new() { Code = ExceptionCode.IllegalFunction });

    /// <summary>Answers later, so that other requests arrive while this one is being served.</summary>
    public override async ValueTask<Answer<ReadHoldingRegistersReply, ModbusFault>> OnReadHoldingRegisters(ReadHoldingRegisters request, ModbusRtuContext context)
    {
        await Task.Yield();
        if (!Holds(request.Address, request.Quantity)) throw new FaultException<ModbusFault>(new() { Code = ExceptionCode.IllegalDataAddress });
        return new ReadHoldingRegistersReply { Registers = _registers[request.Address..(request.Address + request.Quantity)] };
    }

    /// <summary>The only input is the unit that was asked.</summary>
    public override ValueTask<Answer<ReadInputRegistersReply, ModbusFault>> OnReadInputRegisters(ReadInputRegisters request, ModbusRtuContext context) =>
        new(new ReadInputRegistersReply { Registers = new ushort[] { context.Header.Unit } });

    public override ValueTask<Answer<WriteSingleCoilReply, ModbusFault>> OnWriteSingleCoil(WriteSingleCoil request, ModbusRtuContext context)
    {
        if (!Holds(request.Address, 1)) return new(new ModbusFault { Code = ExceptionCode.IllegalDataAddress });
        _coils[request.Address] = request.State == CoilState.Set;
        return new(new WriteSingleCoilReply { Address = request.Address, State = request.State });
    }

    public override ValueTask<Answer<WriteSingleRegisterReply, ModbusFault>> OnWriteSingleRegister(WriteSingleRegister request, ModbusRtuContext context)
    {
        if (!Holds(request.Address, 1)) return new(new ModbusFault { Code = ExceptionCode.IllegalDataAddress });
        _registers[request.Address] = request.Value;
        return new(new WriteSingleRegisterReply { Address = request.Address, Value = request.Value });
    }

    public override ValueTask<Answer<WriteMultipleCoilsReply, ModbusFault>> OnWriteMultipleCoils(WriteMultipleCoils request, ModbusRtuContext context)
    {
        if (!Holds(request.Address, request.States.Count)) return new(new ModbusFault { Code = ExceptionCode.IllegalDataAddress });
        request.States.Span.CopyTo(_coils.AsSpan(request.Address));
        return new(new WriteMultipleCoilsReply { Address = request.Address, Quantity = (ushort)request.States.Count });
    }

    public override ValueTask<Answer<WriteMultipleRegistersReply, ModbusFault>> OnWriteMultipleRegisters(WriteMultipleRegisters request, ModbusRtuContext context)
    {
        if (!Holds(request.Address, request.Values.Count)) return new(new ModbusFault { Code = ExceptionCode.IllegalDataAddress });
        request.Values.Span.CopyTo(_registers.AsSpan(request.Address));
        return new(new WriteMultipleRegistersReply { Address = request.Address, Quantity = (ushort)request.Values.Count });
    }

    public override ValueTask<Answer<ReadWriteMultipleRegistersReply, ModbusFault>> OnReadWriteMultipleRegisters(ReadWriteMultipleRegisters request, ModbusRtuContext context)
    {
        if (!Holds(request.ReadAddress, request.ReadQuantity) || !Holds(request.WriteAddress, request.Values.Count))
            return new(new ModbusFault { Code = ExceptionCode.IllegalDataAddress });
        request.Values.Span.CopyTo(_registers.AsSpan(request.WriteAddress));
        return new(new ReadWriteMultipleRegistersReply { Registers = _registers[request.ReadAddress..(request.ReadAddress + request.ReadQuantity)] });
    }

    private bool Holds(int address, int count) => address + count <= _registers.Length;

    private bool[] Bits(int address, int count)
    {
        var bits = new bool[(count + 7) / 8 * 8];
        _coils.AsSpan(address, count).CopyTo(bits);
        return bits;
    }
}
