package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// errAbsent says that a library has no code for a case.
var errAbsent = errors.New("absent")

// benchCase is one thing that all libraries do.
type benchCase struct {
	name  string
	rows  int // that one call is about
	calls int // calls per measurement, so that one lasts some milliseconds
	reset string
	do    func(ctx context.Context, l library) (int, error)
}

// sample is what one measurement cost per call.
type sample struct {
	wall, cpu time.Duration
	allocs    float64
	bytes     float64
}

// compare measures a case with all libraries, which take turns in each round so that a disturbance
// of the machine meets all of them.
func compare(ctx context.Context, c benchCase, libraries []library, rounds int) error {
	samples := make([][]sample, len(libraries))
	for round := range rounds + 1 {
		for i, l := range libraries {
			s, err := measure(ctx, c, l)
			if errors.Is(err, errAbsent) {
				continue
			}
			if err != nil {
				return fmt.Errorf("%s: %w", l.name(), err)
			}
			if round > 0 { // the first one warms caches and prepares statements
				samples[i] = append(samples[i], s)
			}
		}
	}
	var base sample
	for i, l := range libraries {
		if len(samples[i]) == 0 {
			continue
		}
		m := median(samples[i])
		if i == 0 {
			base = m
		}
		fmt.Printf("| %s | %s | %s | %.2f | %s | %.2f | %.1f | %.2f |\n", c.name, l.name(),
			short(m.wall), ratio(float64(m.wall), float64(base.wall)), short(m.cpu), ratio(float64(m.cpu), float64(base.cpu)),
			m.allocs/float64(c.rows), ratio(m.allocs, base.allocs))
	}
	return nil
}

func header() {
	fmt.Println("| case | code | wall | x pgx | CPU | x pgx | allocs/row | x pgx |\n|---|---|---|---|---|---|---|---|")
}

func measure(ctx context.Context, c benchCase, l library) (s sample, err error) {
	if c.reset != "" {
		if err := l.exec(ctx, c.reset); err != nil {
			return s, err
		}
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu, start := cpuTime(), time.Now()
	for range c.calls {
		n, err := c.do(ctx, l)
		if err != nil {
			return s, err
		}
		if n != c.rows {
			return s, fmt.Errorf("%d rows instead of %d", n, c.rows)
		}
	}
	s.wall, s.cpu = time.Since(start), cpuTime()-cpu
	runtime.ReadMemStats(&after)
	n := c.calls
	s.wall, s.cpu = s.wall/time.Duration(n), s.cpu/time.Duration(n)
	s.allocs = float64(after.Mallocs-before.Mallocs) / float64(n)
	s.bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
	return s, nil
}

// cpuTime is what this process has used so far; the server is another process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func median(s []sample) (m sample) {
	m.wall = middle(s, func(s sample) time.Duration { return s.wall })
	m.cpu = middle(s, func(s sample) time.Duration { return s.cpu })
	m.allocs = middle(s, func(s sample) float64 { return s.allocs })
	m.bytes = middle(s, func(s sample) float64 { return s.bytes })
	return m
}

func middle[T float64 | time.Duration](s []sample, get func(sample) T) T {
	var v []T
	for _, x := range s {
		v = append(v, get(x))
	}
	slices.Sort(v)
	return v[len(v)/2]
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func short(d time.Duration) string {
	if d >= 10*time.Millisecond {
		return fmt.Sprintf("%.1f ms", float64(d)/1e6)
	}
	return fmt.Sprintf("%.1f µs", float64(d)/1e3)
}
