package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// groups is what GROUP BY means for nulls.
type groups struct {
	sets     bool        // grouping sets are written
	leftOut  []tree.Expr // grouping expressions that some set omits
	nonEmpty bool        // every result row comes from at least one input row
}

// maxSets bounds the expansion of CUBE and products of sets; beyond it everything counts as
// omitted.
const maxSets = 512

func groupsOf(q *tree.Query) groups {
	if len(q.GroupingSets) == 0 {
		return groups{nonEmpty: len(q.GroupBy) > 0}
	}
	g := groups{sets: true, nonEmpty: true}
	sets, ok := product(q.GroupingSets)
	for _, s := range sets {
		g.nonEmpty = g.nonEmpty && len(s) > 0
	}
	g.nonEmpty = g.nonEmpty && ok
	for _, c := range q.GroupBy {
		x := targetByRef(q, c.Ref)
		if x == nil {
			continue
		}
		everywhere := ok
		for _, s := range sets {
			everywhere = everywhere && s[c.Ref]
		}
		if !everywhere {
			g.leftOut = append(g.leftOut, x)
		}
	}
	return g
}

func targetByRef(q *tree.Query, ref int) tree.Expr {
	for _, t := range q.Targets {
		if t.Ref == ref && ref != 0 {
			return t.Expr
		}
	}
	return nil
}

type set map[int]bool

func union(a, b set) set {
	out := set{}
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

// product expands the elements of GROUP BY into the plain sets that they stand for.
func product(list []*tree.GroupingSet) ([]set, bool) {
	out := []set{{}}
	for _, g := range list {
		sets, ok := expand(g)
		if !ok || len(out)*len(sets) > maxSets {
			return out, false
		}
		var next []set
		for _, a := range out {
			for _, b := range sets {
				next = append(next, union(a, b))
			}
		}
		out = next
	}
	return out, true
}

func expand(g *tree.GroupingSet) ([]set, bool) {
	switch g.Kind {
	case tree.GroupEmpty:
		return []set{{}}, true
	case tree.GroupSimple:
		s := set{}
		for _, r := range g.Refs {
			s[r] = true
		}
		return []set{s}, true
	case tree.GroupRollup:
		out := []set{{}}
		for _, x := range g.Sets {
			s, ok := expand(x)
			if !ok || len(s) != 1 {
				return out, false
			}
			out = append(out, union(out[len(out)-1], s[0]))
		}
		return out, true
	case tree.GroupCube:
		out := []set{{}}
		for _, x := range g.Sets {
			s, ok := expand(x)
			if !ok || len(s) != 1 || len(out) > maxSets {
				return out, false
			}
			for _, a := range out[:len(out):len(out)] {
				out = append(out, union(a, s[0]))
			}
		}
		return out, true
	}
	var out []set
	for _, x := range g.Sets {
		s, ok := expand(x)
		if !ok || len(out) > maxSets {
			return out, false
		}
		out = append(out, s...)
	}
	return out, true
}

// leftOut reports whether an expression is one that a grouping set omits.
func (e *env) leftOut(x tree.Expr) bool {
	if !e.upper {
		return false
	}
	for _, g := range e.scope.groups.leftOut {
		if mayEqual(g, x) {
			return true
		}
	}
	return false
}

// leftOutVar is leftOut for a column seen from a query inside.
func (e *env) leftOutVar(x *tree.Var) bool {
	own := *x
	own.LevelsUp = 0
	return e.leftOut(&own)
}

// Aggregates that return a value as soon as one input row has non-null arguments.
const valueAggregates = " sum min max avg bool_and bool_or every bit_and bit_or bit_xor string_agg " +
	"stddev_pop var_pop any_value range_agg xmlagg regr_avgx regr_avgy regr_sxx regr_syy " +
	"regr_sxy covar_pop percentile_disc percentile_cont mode "

// Aggregates that return a value as soon as there is one input row, null or not.
const rowAggregates = " array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg json_agg_strict " +
	"jsonb_agg_strict json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict " +
	"jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict "

// Aggregates that always return a value.
const countAggregates = " count regr_count rank dense_rank percent_rank cume_dist "

func oneOf(list, name string) bool { return strings.Contains(list, " "+name+" ") }

func builtin(f *catalog.Proc) bool {
	return f != nil && f.OID < catalog.FirstUserOID && f.Namespace == catalog.PgCatalog
}

func (e *env) proveAggregate(x *tree.Aggref) fact {
	if !builtin(x.Func) {
		return fact{}
	}
	name := x.Func.Name
	if oneOf(countAggregates, name) {
		return proved(name + " is never null")
	}
	if x.LevelsUp != 0 || x.Filter != nil || !e.groupsHaveRows() {
		return fact{}
	}
	if oneOf(rowAggregates, name) {
		return proved(name + " over a group, which has at least one row")
	}
	if !oneOf(valueAggregates, name) {
		return fact{}
	}
	in := *e
	in.upper = false
	args := x.DirectArgs
	for i, t := range x.Args {
		if t.Junk || name == "string_agg" && i == 1 {
			continue
		}
		args = append(args[:len(args):len(args)], t.Expr)
	}
	f, ok := in.allOf(args)
	if !ok {
		return fact{}
	}
	return provedBy(func() string {
		return name + " over a group, which has at least one row, of values that are not null: " + reason(f)
	})
}

func reason(f fact) string {
	if f.why == nil {
		return ""
	}
	return f.why()
}

// groupsHaveRows reports whether each result row stands for at least one input row.
func (e *env) groupsHaveRows() bool {
	sc := e.scope
	if sc.groups.nonEmpty {
		return true
	}
	return sc.q.From != nil && sc.fromBounds(nil).least
}

func (e *env) proveWindow(x *tree.WindowFunc) fact {
	if !builtin(x.Func) {
		return fact{}
	}
	name := x.Func.Name
	switch name {
	case "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "count", "regr_count":
		return proved(name + " is never null")
	case "ntile":
		f, _ := e.allOf(x.Args)
		return f
	case "lag", "lead":
		if len(x.Args) != 3 || !e.anyRow().notNull(x.Args[0]).ok {
			return fact{}
		}
		if f, ok := e.allOf(x.Args[1:]); ok {
			return provedBy(func() string { return name + " has a default: " + reason(f) })
		}
		return fact{}
	}
	if x.Filter != nil || !e.frameHasRow(x) {
		return fact{}
	}
	switch {
	case oneOf(rowAggregates, name):
		return proved("the window frame of " + name + " includes the current row")
	case name == "first_value" || name == "last_value":
		if f := e.anyRow().notNull(x.Args[0]); f.ok {
			return provedBy(func() string {
				return "the window frame of " + name + " is never empty: " + reason(f)
			})
		}
	case oneOf(valueAggregates, name):
		args := x.Args
		if name == "string_agg" {
			args = args[:1]
		}
		if f, ok := e.allOf(args); ok {
			return provedBy(func() string {
				return "the window frame of " + name + " includes the current row: " + reason(f)
			})
		}
	}
	return fact{}
}

// anyRow is the environment of the other rows that a window function looks at: what a branch of
// CASE or another condition tells holds for the current row only.
func (e *env) anyRow() *env {
	out := *e
	out.st = e.scope.shown
	return &out
}

// frameHasRow reports whether a window's frame always includes the current row.
func (e *env) frameHasRow(x *tree.WindowFunc) bool {
	const start = tree.FrameStartUnboundedPreceding | tree.FrameStartCurrentRow | tree.FrameStartOffsetPreceding
	const end = tree.FrameEndUnboundedFollowing | tree.FrameEndCurrentRow | tree.FrameEndOffsetFollowing
	for _, w := range e.scope.q.Windows {
		if w.WinRef == x.WinRef {
			o := w.FrameOptions
			return o&start != 0 && o&end != 0 && o&(tree.FrameExcludeCurrentRow|tree.FrameExcludeGroup) == 0
		}
	}
	return false
}
