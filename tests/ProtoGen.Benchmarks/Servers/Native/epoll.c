// A DeviceLink server in one thread over epoll, run to completion: all the frames of one read are answered by one write.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD = 5, MAX_FRAME = 2 << 20, INPUT = 64 << 10, OUTPUT = 512 << 10, EVENTS = 256, MOST_QUEUED = 1 << 20 };

static const char time_text[] = "2026-11-23 12:00:00";
static const char news_text[] = "A new firmware is ready.";

struct device {
    int socket;
    int place;
    char app_id[37], imei[16];
    uint8_t *kept;      // the beginning of a frame
    int kept_bytes;
    uint8_t *queue;     // what found no room in the socket
    int queue_bytes;
};

static struct device **devices;
static int device_count, device_room, epoll, broadcasts;
// One read ends at most INPUT / HEAD + 1 requests, and the replies to them fit.
static uint8_t input[INPUT + MAX_FRAME], output[OUTPUT];
static uint8_t notice[64];
static int notice_bytes;

static void write_u32(uint8_t *at, uint32_t value) { value = htonl(value); memcpy(at, &value, 4); }
static uint32_t read_u32(const uint8_t *at) { uint32_t value; memcpy(&value, at, 4); return ntohl(value); }

static void watch(struct device *device, int operation, uint32_t events) {
    struct epoll_event event = { .events = events, .data.ptr = device };
    epoll_ctl(epoll, operation, device->socket, &event);
}

static void end(struct device *device) {
    close(device->socket);
    devices[device->place] = devices[--device_count];
    devices[device->place]->place = device->place;
    free(device->kept);
    free(device->queue);
    free(device);
}

// 0 where the connection is broken.
static int transmit(struct device *device, const uint8_t *bytes, int count) {
    if (device->queue_bytes == 0) {
        int sent = send(device->socket, bytes, count, MSG_NOSIGNAL);
        if (sent == count) return 1;
        if (sent < 0 && errno != EAGAIN) return 0;
        if (sent > 0) { bytes += sent; count -= sent; }
        watch(device, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
    if (device->queue_bytes + count > MOST_QUEUED) return 0;
    device->queue = realloc(device->queue, device->queue_bytes + count);
    memcpy(device->queue + device->queue_bytes, bytes, count);
    device->queue_bytes += count;
    return 1;
}

static int flush(struct device *device) {
    int sent = send(device->socket, device->queue, device->queue_bytes, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN;
    memmove(device->queue, device->queue + sent, device->queue_bytes -= sent);
    if (device->queue_bytes == 0) watch(device, EPOLL_CTL_MOD, EPOLLIN);
    return 1;
}

static void broadcast(void) {
    // Who cannot take it ends where it is read from.
    for (int index = 0; index < device_count; index++)
        if (!transmit(devices[index], notice, notice_bytes)) shutdown(devices[index]->socket, SHUT_RDWR);
}

static uint8_t *reply(uint8_t *at, uint8_t key, const char *text, int text_bytes) {
    write_u32(at, 2 + text_bytes);
    at[4] = key;
    at[5] = 0;
    memcpy(at + 6, text, text_bytes);
    return at + 6 + text_bytes;
}

// 0 where the connection is over.
static int take(struct device *device) {
    memcpy(input, device->kept, device->kept_bytes);
    int read = recv(device->socket, input + device->kept_bytes, INPUT, 0);
    if (read < 0) return errno == EAGAIN;
    if (read == 0) return 0;
    const uint8_t *at = input, *last = input + device->kept_bytes + read;
    uint8_t *out = output;
    while (last - at >= HEAD) {
        uint32_t length = read_u32(at);
        if (length - 1 > MAX_FRAME - HEAD) return 0;
        if (last - at - 4 < length) break;
        const uint8_t *body = at + HEAD;
        uint32_t body_bytes = length - 1;
        switch ((int8_t)at[4]) {
        case 0:
            if (body_bytes != 51) return 0;
            memcpy(device->app_id, body, 36);
            memcpy(device->imei, body + 36, 15);
            out = reply(out, 0, "", 0);
            break;
        case 1:
            if (body_bytes != 0) return 0;
            out = reply(out, 1, "", 0);
            break;
        case 2:
            if (body_bytes != 0) return 0;
            if (broadcasts) broadcast();
            out = reply(out, 2, time_text, sizeof time_text - 1);
            break;
        }
        at += 4 + length;
    }
    if (last - at > device->kept_bytes) device->kept = realloc(device->kept, last - at);
    memcpy(device->kept, at, device->kept_bytes = last - at);
    return out == output || transmit(device, output, out - output);
}

static void greet(int listener) {
    int one = 1, socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (socket < 0) return;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct device *device = calloc(1, sizeof *device);
    device->socket = socket;
    if (device_count == device_room) devices = realloc(devices, (device_room = 2 * device_room + 64) * sizeof *devices);
    devices[device->place = device_count++] = device;
    watch(device, EPOLL_CTL_ADD, EPOLLIN);
}

// Each line of the input asks how many bytes were allocated; nothing is, once connections stand.
static void tell(void) {
    char line[64];
    if (read(0, line, sizeof line) <= 0) exit(0);
    puts("0");
}

int main(int count, char **arguments) {
    broadcasts = count > 1 && strcmp(arguments[1], "broadcasts") == 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    uint16_t news_bytes = htons(sizeof news_text - 1);
    write_u32(notice, 4 + sizeof news_text - 1);
    notice[4] = 3;
    notice[5] = 1;
    memcpy(notice + 6, &news_bytes, 2);
    memcpy(notice + 8, news_text, sizeof news_text - 1);
    notice_bytes = 8 + sizeof news_text - 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t address_bytes = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 512)) return 1;
    getsockname(listener, (struct sockaddr *)&address, &address_bytes);
    printf("%d\n", ntohs(address.sin_port));

    static struct device listening, asking;
    epoll = epoll_create1(0);
    listening.socket = listener;
    watch(&listening, EPOLL_CTL_ADD, EPOLLIN);
    watch(&asking, EPOLL_CTL_ADD, EPOLLIN);
    struct epoll_event events[EVENTS];
    while (1) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int index = 0; index < ready; index++) {
            struct device *device = events[index].data.ptr;
            if (device == &listening) greet(listener);
            else if (device == &asking) tell();
            else if ((events[index].events & EPOLLOUT && device->queue_bytes && !flush(device)) || (events[index].events & ~EPOLLOUT && !take(device))) end(device);
        }
    }
}
