/* Modbus made with libmodbus: modbus_peer server|client tcp PORT, or server|client rtu DEVICE. The same device and the same questions as in Python. */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIZE = 1000, UNIT = 17 };

static void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, modbus_strerror(errno));
    exit(1);
}

static modbus_t *make(char **argv) {
    int is_tcp = strcmp(argv[2], "tcp") == 0;
    modbus_t *line = is_tcp ? modbus_new_tcp("127.0.0.1", atoi(argv[3])) : modbus_new_rtu(argv[3], 19200, 'N', 8, 1);
    if (line == NULL || modbus_set_slave(line, UNIT) == -1) fail("make");
    modbus_set_response_timeout(line, 5, 0);
    return line;
}

static void answer(modbus_t *line, modbus_mapping_t *device) {
    uint8_t request[MODBUS_MAX_ADU_LENGTH];
    for (;;) {
        int length = modbus_receive(line, request);
        if (length == -1) return;
        if (length > 0) modbus_reply(line, request, length, device);
    }
}

static void serve(modbus_t *line, int is_tcp) {
    modbus_mapping_t *device = modbus_mapping_new(SIZE, SIZE, SIZE, SIZE);
    for (int address = 0; address < SIZE; address++) {
        device->tab_input_bits[address] = address % 3 == 0;
        device->tab_input_registers[address] = address * 10;
    }
    if (!is_tcp) {
        if (modbus_connect(line) == -1) fail("open");
        printf("serves\n");
        answer(line, device);
        return;
    }
    int listener = modbus_tcp_listen(line, 8);
    if (listener == -1) fail("listen");
    printf("serves\n");
    for (;;) {
        if (modbus_tcp_accept(line, &listener) == -1) fail("accept");
        answer(line, device);
        close(modbus_get_socket(line));
    }
}

static void words(const char *name, int found, const uint16_t *values) {
    if (found == -1) {
        printf("%s refused %d\n", name, errno - MODBUS_ENOBASE);
        return;
    }
    printf("%s", name);
    for (int index = 0; index < found; index++) printf(" %d", values[index]);
    printf("\n");
}

static void bits(const char *name, int found, const uint8_t *values) {
    if (found == -1) fail(name);
    printf("%s", name);
    for (int index = 0; index < found; index++) printf(" %d", values[index]);
    printf("\n");
}

static void poll(modbus_t *line) {
    uint16_t registers[125];
    uint8_t coils[32];
    const uint16_t two[] = {1, 65535}, one[] = {77};
    const uint8_t many[] = {1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1};
    if (modbus_connect(line) == -1) fail("connect");
    if (modbus_write_register(line, 5, 1234) == -1) fail("write_register");
    if (modbus_write_registers(line, 6, 2, two) == -1) fail("write_registers");
    words("holding", modbus_read_registers(line, 4, 5, registers), registers);
    if (modbus_write_bit(line, 3, 1) == -1) fail("write_coil");
    if (modbus_write_bits(line, 10, 11, many) == -1) fail("write_coils");
    bits("coils", modbus_read_bits(line, 0, 21, coils), coils);
    bits("discrete", modbus_read_input_bits(line, 0, 10, coils), coils);
    words("input", modbus_read_input_registers(line, 100, 3, registers), registers);
    words("both", modbus_write_and_read_registers(line, 7, 1, one, 5, 3, registers), registers);
    words("beyond", modbus_read_registers(line, 999, 2, registers), registers);
    words("largest", modbus_read_registers(line, 875, 125, registers) == 125 ? 1 : 0, registers);
    for (int number = 0; number < 50; number++) {
        if (modbus_write_register(line, 200, number) == -1 || modbus_read_registers(line, 200, 1, registers) == -1 || registers[0] != number) fail("poll");
    }
    printf("polled 50\n");
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    modbus_t *line = make(argv);
    if (strcmp(argv[1], "server") == 0) serve(line, strcmp(argv[2], "tcp") == 0);
    else poll(line);
    modbus_close(line);
    modbus_free(line);
    return 0;
}
