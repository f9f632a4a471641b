package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// proxyCommand as the first argument makes this program a proxy: a process of its own, so that what
// it does is not counted as the clients' work.
const proxyCommand = "proxy"

// startProxy starts a proxy to the server of config that makes each round trip last rtt longer, and
// returns the configuration that goes through it. stop ends it; so does the end of this process.
func startProxy(config *pgx.ConnConfig, rtt time.Duration) (far *pgx.ConnConfig, stop func(), err error) {
	network, address := pgconn.NetworkAddress(config.Host, config.Port)
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(self, proxyCommand, network, address, (rtt / 2).String())
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() {
		in.Close()
		cmd.Wait()
	}
	port, err := bufio.NewReader(out).ReadString('\n')
	n, badPort := strconv.ParseUint(strings.TrimSpace(port), 10, 16)
	if err != nil || badPort != nil {
		stop()
		return nil, nil, fmt.Errorf("proxy does not start: %w", err)
	}
	far = config.Copy()
	far.Host, far.Port, far.Fallbacks = "127.0.0.1", uint16(n), nil
	return far, stop, nil
}

// runProxy is the proxy's process: its arguments are the network and address to connect to and the
// delay in each direction. It prints the port where it listens and ends when its input does.
func runProxy(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("%s: network, address and delay expected", proxyCommand)
	}
	delay, err := time.ParseDuration(args[2])
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	for {
		client, err := listener.Accept()
		if err != nil {
			return err
		}
		server, err := net.Dial(args[0], args[1])
		if err != nil {
			return err
		}
		go forward(server, client, delay)
		go forward(client, server, delay)
	}
}

// packet is what arrived at once, and when it goes on.
type packet struct {
	due  time.Time
	data []byte
}

// forward passes on what src sends, each packet delay after it came: as on a longer wire, packets are
// under way at the same time.
func forward(dst, src net.Conn, delay time.Duration) {
	underway := make(chan packet, 4096)
	go func() {
		defer dst.Close()
		for p := range underway {
			sleepUntil(p.due)
			if _, err := dst.Write(p.data); err != nil {
				src.Close()
				for range underway {
				}
				return
			}
		}
	}()
	defer close(underway)
	buf := make([]byte, 64<<10)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			underway <- packet{time.Now().Add(delay), append([]byte(nil), buf[:n]...)}
		}
		if err != nil {
			return
		}
	}
}

// sleepUntil asks the kernel: Go's own timers may be a whole millisecond late.
func sleepUntil(t time.Time) {
	for wait := time.Until(t); wait > 0; wait = time.Until(t) {
		ts := syscall.NsecToTimespec(int64(wait))
		syscall.Nanosleep(&ts, nil)
	}
}
