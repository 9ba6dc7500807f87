"""A Modbus slave made with pymodbus: modbus_server.py tcp PORT, or modbus_server.py rtu DEVICE. A thousand addresses of each kind, from 0."""
import asyncio
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer
from pymodbus.framer.socket_framer import ModbusSocketFramer

SIZE = 1000


def device():
    return ModbusSlaveContext(
        di=ModbusSequentialDataBlock(0, [address % 3 == 0 for address in range(SIZE)]),
        co=ModbusSequentialDataBlock(0, [False] * SIZE),
        hr=ModbusSequentialDataBlock(0, [0] * SIZE),
        ir=ModbusSequentialDataBlock(0, [address * 10 for address in range(SIZE)]),
        zero_mode=True,
    )


async def main():
    context = ModbusServerContext(slaves=device(), single=True)
    if sys.argv[1] == "tcp":
        server = ModbusTcpServer(context, ModbusSocketFramer, None, ("127.0.0.1", int(sys.argv[2])), allow_reuse_address=True)
        serving = asyncio.create_task(server.serve_forever())
        await server.serving
    else:
        server = ModbusSerialServer(context, ModbusRtuFramer, port=sys.argv[2], baudrate=19200, parity="N")
        await server.start()
        serving = asyncio.create_task(server.serve_forever())
    print("serves", flush=True)
    await serving


asyncio.run(main())
