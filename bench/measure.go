package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// errAbsent says that a library has no code for a case.
var errAbsent = errors.New("absent")

// In each round a library uses so much CPU time: less would be no more than the noise of the
// scheduler. Where the client only waits for the server, wall time ends it.
const (
	roundCPU  = 200 * time.Millisecond
	roundWall = 500 * time.Millisecond
)

// turns is how often the libraries take turns in a round. Short turns meet the same disturbances
// of the machine, where others use it too.
const turns = 10

// benchCase is one thing that all libraries do.
type benchCase struct {
	name  string
	rows  int    // that one call is about
	reset string // SQL before each call, outside of what is measured
	do    func(ctx context.Context, l library) (int, error)
}

// sample is what one call cost in a round of many.
type sample struct {
	wall, cpu, allocs float64 // nanoseconds, and a number
}

// contestant is a library in one case.
type contestant struct {
	library
	calls   int // in each round
	samples []sample
}

// compare measures a case with all libraries. They take turns, each time in another order, and
// are compared with what the first library needed in the same round: what disturbs the machine for
// longer meets both sides of a ratio.
func compare(ctx context.Context, c benchCase, libraries []library, rounds int) error {
	var all []*contestant
	for _, l := range libraries {
		calls, err := calibrate(ctx, c, l)
		if errors.Is(err, errAbsent) {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", l.name(), err)
		}
		all = append(all, &contestant{library: l, calls: calls})
	}
	shuffle := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		sums := make([]sample, len(all))
		for turn := range turns {
			for _, k := range shuffle.Perm(len(all)) {
				x := all[k]
				calls := x.calls*(turn+1)/turns - x.calls*turn/turns
				if err := sums[k].measure(ctx, c, x.library, calls); err != nil {
					return fmt.Errorf("%s: %w", x.name(), err)
				}
			}
		}
		for k, x := range all {
			x.samples = append(x.samples, sums[k].per(x.calls))
		}
	}
	for _, x := range all {
		printRow(c, x, all[0])
	}
	return nil
}

// calibrate finds how many calls a round takes. The first calls prepare statements and warm caches, so
// the last of three tries decides.
func calibrate(ctx context.Context, c benchCase, l library) (calls int, err error) {
	calls = 1
	for range 3 {
		var s sample
		if err := s.measure(ctx, c, l, calls); err != nil {
			return 0, err
		}
		s = s.per(calls)
		calls = max(1, int(min(float64(roundCPU)/max(s.cpu, 1000), float64(roundWall)/s.wall)))
	}
	return calls, nil
}

// per is the share of one of so many calls.
func (s sample) per(calls int) sample {
	n := float64(calls)
	return sample{s.wall / n, s.cpu / n, s.allocs / n}
}

// measure runs a turn and adds what it cost. Nobody pays for the garbage of the turn before.
func (s *sample) measure(ctx context.Context, c benchCase, l library, calls int) error {
	if calls == 0 {
		return nil
	}
	runtime.GC()
	if c.reset == "" {
		return s.add(ctx, c, l, calls)
	}
	for range calls {
		if err := l.exec(ctx, c.reset); err != nil {
			return err
		}
		if err := s.add(ctx, c, l, 1); err != nil {
			return err
		}
	}
	return nil
}

// add runs some calls and adds what they cost.
func (s *sample) add(ctx context.Context, c benchCase, l library, calls int) error {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu, start := cpuTime(), time.Now()
	for range calls {
		n, err := c.do(ctx, l)
		if err != nil {
			return err
		}
		if n != c.rows {
			return fmt.Errorf("%d rows instead of %d", n, c.rows)
		}
	}
	s.wall += float64(time.Since(start))
	s.cpu += float64(cpuTime() - cpu)
	runtime.ReadMemStats(&after)
	s.allocs += float64(after.Mallocs - before.Mallocs)
	return nil
}

// cpuTime is what this process has used so far; the server is another process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func header() {
	fmt.Println("| case | code | wall | x pgx | CPU | x pgx | allocs/row | x pgx |\n|---|---|---|---|---|---|---|---|")
}

func printRow(c benchCase, x, base *contestant) {
	cells := []any{c.name, x.name()}
	for _, get := range []func(sample) float64{
		func(s sample) float64 { return s.wall },
		func(s sample) float64 { return s.cpu },
	} {
		cells = append(cells, short(median(values(x.samples, get))), ratio(x, base, get))
	}
	allocs := func(x *contestant) float64 {
		return median(values(x.samples, func(s sample) float64 { return s.allocs })) / float64(c.rows)
	}
	fmt.Printf("| %s | %s | %s | %s | %s | %s | %.*f | %.2f |\n",
		append(cells, decimals(allocs(x)), allocs(x), allocs(x)/allocs(base))...)
}

// decimals shows also what is far below one allocation per row.
func decimals(v float64) int {
	if v < 1 {
		return 3
	}
	return 1
}

// ratio is the median of the ratios to base of each round, and behind it the interval in which the true one
// lies with 95 % confidence.
func ratio(x, base *contestant, get func(sample) float64) string {
	v := values(x.samples, get)
	for i, b := range values(base.samples, get) {
		v[i] /= b
	}
	m := median(v)
	if x == base {
		return fmt.Sprintf("%.2f", m)
	}
	low, high := interval(v)
	return fmt.Sprintf("%.2f (%.2f–%.2f)", m, low, high)
}

// interval is the 95 % confidence interval of a median. It goes by ranks, so it assumes nothing of how
// the values lie: as many of n values are below the true median as a coin shows heads in n throws. Of few
// values it is all of them.
func interval(v []float64) (low, high float64) {
	v = slices.Sorted(slices.Values(v))
	n := len(v)
	skip := 0
	way, below := 1.0, 0.0 // choices of skip out of n, and their sum so far
	for total := float64(uint64(1) << n); ; skip++ {
		below += way
		if 2*below/total > 0.05 || 2*skip+1 >= n {
			break
		}
		way = way * float64(n-skip) / float64(skip+1)
	}
	skip = max(skip-1, 0)
	return v[skip], v[n-1-skip]
}

func values(samples []sample, get func(sample) float64) []float64 {
	v := make([]float64, len(samples))
	for i, s := range samples {
		v[i] = get(s)
	}
	return v
}

func median[T cmp.Ordered](v []T) T {
	return slices.Sorted(slices.Values(v))[len(v)/2]
}

// short prints nanoseconds.
func short(ns float64) string {
	if ns >= 10e6 {
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.1f µs", ns/1e3)
}
