package nullable_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// shrinkTime bounds the search for a smaller example: SQLQ_SHRINK, half of it for the statement.
func shrinkTime() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("SQLQ_SHRINK")); err == nil {
		return d
	}
	return 40 * time.Second
}

// report makes the example of a broken promise small and prints it for psql.
func (w *world) report(c *choices, b *breach) string {
	begun := time.Now()
	b = w.shrinkStatement(c.list, b, begun.Add(shrinkTime()/2))
	small := w.shrinkSteps(b, begun.Add(shrinkTime()))
	return b.print(small)
}

// print writes an example of a broken promise as psql reads it.
func (b *breach) print(steps []step) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n", b.why)
	for _, s := range steps {
		fmt.Fprintf(&out, "%s;\n", strings.TrimSuffix(s.sql, ";"))
	}
	var args []string
	for _, a := range b.args {
		if a == nil {
			args = append(args, "NULL")
		} else {
			args = append(args, "'"+strings.ReplaceAll(string(a), "'", "''")+"'")
		}
	}
	if b.first != "" {
		fmt.Fprintf(&out, "BEGIN; %s;\n", b.first)
	}
	if len(args) == 0 {
		fmt.Fprintf(&out, "%s;", b.sql)
	} else {
		fmt.Fprintf(&out, "PREPARE q AS %s;\nEXECUTE q(%s);", b.sql, strings.Join(args, ", "))
	}
	return out.String()
}

// again makes the statement of a list of choices and runs it; nil if it keeps its promises.
func (w *world) again(list []int) *breach {
	quiet := *w
	quiet.tally = &tally{failed: map[string]int{}}
	c := &choices{list: list}
	return quiet.try(quiet.generator(c).statement(), c)
}

// shrinkStatement leaves choices out, and makes others the simplest, as long as a promise is broken.
func (w *world) shrinkStatement(list []int, b *breach, until time.Time) *breach {
	better := func(candidate []int) bool {
		got := w.again(candidate)
		if got == nil || len(got.sql) > len(b.sql) {
			return false
		}
		list, b = candidate, got
		return true
	}
	for changed := true; changed; {
		changed = false
		size := len(b.sql)
		for span := 16; span > 0; span /= 2 {
			for i := 0; i+span <= len(list) && time.Now().Before(until); {
				if !better(slices.Delete(slices.Clone(list), i, i+span)) {
					i++
				}
			}
		}
		for i := 0; i < len(list) && time.Now().Before(until); i++ {
			if list[i] != 0 {
				simpler := slices.Clone(list)
				simpler[i] = 0
				better(simpler)
			}
		}
		changed = len(b.sql) < size && time.Now().Before(until)
	}
	return b
}

// shrinkSteps leaves statements of the schema and rows out, from the end: what needs them goes
// first.
func (w *world) shrinkSteps(b *breach, until time.Time) []step {
	steps := slices.DeleteFunc(slices.Clone(w.steps), func(s step) bool { return s.data != allSpaces && s.data != b.data })
	breaks := func(list []step) bool {
		other := w.rebuild(list, "shrink")
		defer other.drop()
		other.tally.failed = map[string]int{}
		j := judge(other.cat, b.sql)
		return j.err == nil && other.run(j, b.data, b.args, b.first) != nil
	}
	for span := 8; span > 0; span /= 2 {
		for i := len(steps) - span; i >= 0 && time.Now().Before(until); i-- {
			if i+span > len(steps) {
				continue
			}
			if less := slices.Delete(slices.Clone(steps), i, i+span); breaks(less) {
				steps = less
			}
		}
	}
	return steps
}
