// A DeviceLink server over Go's net package: one goroutine a connection, all the frames of one read answered by one write.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"
)

const (
	headBytes     = 5
	maxFrameBytes = 2 << 20
	timeText      = "2026-11-23 12:00:00"
	newsText      = "A new firmware is ready."
)

type device struct {
	conn        net.Conn
	appID, imei string
}

var (
	broadcasts bool
	gate       sync.Mutex
	devices    = map[*device]struct{}{}
	notice     = encodeNotice()
)

func main() {
	broadcasts = len(os.Args) > 1 && os.Args[1] == "broadcasts"
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				panic(err)
			}
			go serve(&device{conn: conn})
		}
	}()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		fmt.Println(stats.TotalAlloc)
	}
}

func serve(d *device) {
	gate.Lock()
	devices[d] = struct{}{}
	gate.Unlock()
	defer func() {
		gate.Lock()
		delete(devices, d)
		gate.Unlock()
		d.conn.Close()
	}()

	input := make([]byte, 16<<10)
	output := make([]byte, 0, 16<<10)
	kept := 0
	for {
		read, err := d.conn.Read(input[kept:])
		if err != nil {
			return
		}
		rest, isSound := input[:kept+read], true
		rest, output, isSound = d.answer(rest, output[:0])
		if !isSound {
			return
		}
		kept = copy(input, rest)
		if kept == len(input) {
			input = append(input, make([]byte, len(input))...)
		}
		if len(output) > 0 {
			if _, err := d.conn.Write(output); err != nil {
				return
			}
		}
	}
}

func (d *device) answer(input, output []byte) ([]byte, []byte, bool) {
	for len(input) >= headBytes {
		length := binary.BigEndian.Uint32(input)
		if length-1 > maxFrameBytes-headBytes {
			return input, output, false
		}
		if uint32(len(input)-4) < length {
			break
		}
		body := input[headBytes : 4+length]
		switch int8(input[4]) {
		case 0:
			if len(body) != 51 {
				return input, output, false
			}
			d.appID, d.imei = text(body[:36]), text(body[36:])
			output = reply(output, 0, "")
		case 1:
			if len(body) != 0 {
				return input, output, false
			}
			output = reply(output, 1, "")
		case 2:
			if len(body) != 0 {
				return input, output, false
			}
			if broadcasts {
				broadcast()
			}
			output = reply(output, 2, timeText)
		}
		input = input[4+length:]
	}
	return input, output, true
}

func reply(output []byte, key byte, text string) []byte {
	output = binary.BigEndian.AppendUint32(output, uint32(2+len(text)))
	output = append(output, key, 0)
	return append(output, text...)
}

func broadcast() {
	gate.Lock()
	all := make([]*device, 0, len(devices))
	for d := range devices {
		all = append(all, d)
	}
	gate.Unlock()
	for _, d := range all {
		d.conn.Write(notice)
	}
}

func encodeNotice() []byte {
	frame := binary.BigEndian.AppendUint32(nil, uint32(4+len(newsText)))
	frame = append(frame, 3, 1)
	frame = binary.BigEndian.AppendUint16(frame, uint16(len(newsText)))
	return append(frame, newsText...)
}

func text(field []byte) string { return strings.TrimRight(string(field), "\x00") }
