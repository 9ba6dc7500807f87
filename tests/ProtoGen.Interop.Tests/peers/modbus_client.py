"""A Modbus master made with pymodbus: modbus_client.py tcp PORT, or modbus_client.py rtu DEVICE. Polls a device of a thousand addresses and tells what it gets, a line each."""
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.pdu import ExceptionResponse, ModbusRequest, ModbusResponse

UNIT = 17


def told(name, answer):
    if isinstance(answer, ExceptionResponse):
        print(f"{name} refused {answer.function_code:02x} {answer.exception_code}", flush=True)
        return
    if isinstance(answer, Exception):
        raise answer
    for values in ("registers", "bits"):
        found = getattr(answer, values, None)
        if found:
            print(f"{name} {' '.join(str(int(value)) for value in found)}", flush=True)
            return
    print(f"{name} done", flush=True)


class Unheard(ModbusRequest):
    """A function that no device has."""

    function_code = 0x55
    _rtu_frame_size = 4

    def encode(self):
        return b""


def main():
    if sys.argv[1] == "tcp":
        client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[2]), timeout=5)
    else:
        client = ModbusSerialClient(sys.argv[2], framer=ModbusRtuFramer, baudrate=19200, parity="N", timeout=5)
    if not client.connect():
        sys.exit("no connection")

    told("write_register", client.write_register(5, 1234, slave=UNIT))
    told("write_registers", client.write_registers(6, [1, 65535], slave=UNIT))
    told("holding", client.read_holding_registers(4, 5, slave=UNIT))
    told("write_coil", client.write_coil(3, True, slave=UNIT))
    told("write_coils", client.write_coils(10, [True, False, True, True, False, False, True, True, True, False, True], slave=UNIT))
    told("coils", client.read_coils(0, 21, slave=UNIT))
    told("discrete", client.read_discrete_inputs(0, 10, slave=UNIT))
    told("input", client.read_input_registers(100, 3, slave=UNIT))
    told("both", client.readwrite_registers(read_address=5, read_count=3, write_address=7, write_registers=[77], slave=UNIT))
    told("beyond", client.read_holding_registers(999, 2, slave=UNIT))
    told("largest", client.read_holding_registers(875, 125, slave=UNIT))
    if sys.argv[1] == "tcp":
        told("unheard", client.execute(Unheard(slave=UNIT)))
    for number in range(50):
        client.write_register(200, number, slave=UNIT)
        if client.read_holding_registers(200, 1, slave=UNIT).registers != [number]:
            sys.exit(f"{number} did not come back")
    print("polled 50", flush=True)
    client.close()


main()
