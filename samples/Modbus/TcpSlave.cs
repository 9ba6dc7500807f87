using ProtoGen;
using Samples.Modbus.Tcp;

namespace Samples.Modbus;

/// <summary>A device on the network. What it may not do is refused with an exception, be that returned or thrown.</summary>
internal sealed class TcpSlave(Device device) : ModbusTcpServerHandler
{
    public override ValueTask<Answer<ReadCoilsReply, ModbusFault>> OnReadCoils(ReadCoils request, ModbusTcpContext context) =>
        new(new ReadCoilsReply { States = Read(device.Coils, request.Address, request.Quantity, Device.InBytes) });

    public override ValueTask<Answer<ReadDiscreteInputsReply, ModbusFault>> OnReadDiscreteInputs(ReadDiscreteInputs request, ModbusTcpContext context) =>
        new(new ReadDiscreteInputsReply { States = Read(device.Inputs, request.Address, request.Quantity, Device.InBytes) });

    public override ValueTask<Answer<ReadHoldingRegistersReply, ModbusFault>> OnReadHoldingRegisters(ReadHoldingRegisters request, ModbusTcpContext context) =>
        new(new ReadHoldingRegistersReply { Registers = Read(device.Registers, request.Address, request.Quantity, part => part.ToArray()) });

    public override ValueTask<Answer<ReadInputRegistersReply, ModbusFault>> OnReadInputRegisters(ReadInputRegisters request, ModbusTcpContext context) =>
        new(new ReadInputRegistersReply { Registers = Read(device.InputRegisters, request.Address, request.Quantity, part => part.ToArray()) });

    public override ValueTask<Answer<WriteSingleCoilReply, ModbusFault>> OnWriteSingleCoil(WriteSingleCoil request, ModbusTcpContext context)
    {
        Write(device.Coils, request.Address, [request.State == CoilState.Set]);
        return new(new WriteSingleCoilReply { Address = request.Address, State = request.State });
    }

    public override ValueTask<Answer<WriteSingleRegisterReply, ModbusFault>> OnWriteSingleRegister(WriteSingleRegister request, ModbusTcpContext context)
    {
        Write(device.Registers, request.Address, [request.Value]);
        return new(new WriteSingleRegisterReply { Address = request.Address, Value = request.Value });
    }

    public override ValueTask<Answer<WriteMultipleCoilsReply, ModbusFault>> OnWriteMultipleCoils(WriteMultipleCoils request, ModbusTcpContext context)
    {
        Write(device.Coils, request.Address, request.States.Span);
        return new(new WriteMultipleCoilsReply { Address = request.Address, Quantity = (ushort)request.States.Count });
    }

    public override ValueTask<Answer<WriteMultipleRegistersReply, ModbusFault>> OnWriteMultipleRegisters(WriteMultipleRegisters request, ModbusTcpContext context)
    {
        Write(device.Registers, request.Address, request.Values.Span);
        return new(new WriteMultipleRegistersReply { Address = request.Address, Quantity = (ushort)request.Values.Count });
    }

    public override ValueTask<Answer<ReadWriteMultipleRegistersReply, ModbusFault>> OnReadWriteMultipleRegisters(ReadWriteMultipleRegisters request, ModbusTcpContext context)
    {
        Check(request.ReadAddress, request.ReadQuantity);
        Write(device.Registers, request.WriteAddress, request.Values.Span);
        return new(new ReadWriteMultipleRegistersReply { Registers = Read(device.Registers, request.ReadAddress, request.ReadQuantity, part => part.ToArray()) });
    }

    /// <summary>A function of which nobody has heard. A code that says already that something was refused is no request.</summary>
    public override ValueTask<OtherFunctionReply?> OnOtherFunction(OtherFunction request, ModbusTcpContext context) =>
        new(request.Id < 0x80 ? new OtherFunctionReply { Id = (byte)(request.Id | 0x80), Data = new[] { (byte)ExceptionCode.IllegalFunction } } : null);

    private T[] Read<T>(T[] all, int address, int count, Func<ReadOnlySpan<T>, T[]> copy)
    {
        Check(address, count);
        lock (device.Gate) return copy(all.AsSpan(address, count));
    }

    private void Write<T>(T[] all, int address, ReadOnlySpan<T> values)
    {
        Check(address, values.Length);
        lock (device.Gate) values.CopyTo(all.AsSpan(address));
    }

    // Thrown wherever it is found out, it answers the request that is being served.
    private static void Check(int address, int count)
    {
        if (!Device.Has(address, count)) throw new FaultException<ModbusFault>(new() { Code = ExceptionCode.IllegalDataAddress });
    }
}
