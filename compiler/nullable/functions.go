package nullable

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// verdict says when a built-in function returns a value.
type verdict byte

const (
	unknownFunction verdict = iota
	strictSafe              // not null if no argument is
	always                  // never null
	firstArgument           // not null if the first argument is not
	anyArgument             // not null if one argument is not
)

// nevernull.txt lists built-in functions by OID, each with its verdict. Being strict is not enough
// to be on it: what a function returns for values was tried on a server with random and extreme
// arguments (see TestNeverNull).
//
//go:embed nevernull.txt
var neverNullText string

var neverNull = sync.OnceValue(func() map[catalog.OID]verdict {
	kinds := map[string]verdict{"s": strictSafe, "a": always, "f": firstArgument, "y": anyArgument}
	out := map[catalog.OID]verdict{}
	for line := range strings.Lines(neverNullText) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		if n, err := strconv.ParseUint(f[0], 10, 32); err == nil {
			out[catalog.OID(n)] = kinds[f[1]]
		}
	}
	return out
})

func verdictOf(f *catalog.Proc) verdict {
	if f == nil || f.OID >= catalog.FirstUserOID {
		return unknownFunction
	}
	return neverNull()[f.OID]
}

// extensionFunctions are functions of contrib modules that are strict and never return NULL
// otherwise; their OIDs differ from server to server.
const extensionFunctions = " uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuid_generate_v3 uuid_generate_v5 uuid_nil " +
	"citext_eq citext_ne citext_lt citext_le citext_gt citext_ge texticlike texticnlike texticregexeq texticregexne " +
	"similarity word_similarity strict_word_similarity similarity_op word_similarity_op unaccent " +
	"digest hmac crypt gen_salt gen_random_bytes armor dearmor " +
	"ltree_eq ltree_ne ltree_lt ltree_le ltree_gt ltree_ge ltree_isparent ltree_risparent nlevel subpath " +
	"hs_contains hs_contained exist exists_any exists_all defined hs_concat hstore_eq hstore_ne akeys avals "

func (e *env) proveFunction(x *tree.FuncExpr) fact {
	if x.Func == nil {
		return fact{}
	}
	if x.RetSet {
		return e.proveSet(x)
	}
	name := x.Func.Name
	v := verdictOf(x.Func)
	if v == unknownFunction && x.Func.Extension != "" && x.Func.Strict && oneOf(extensionFunctions, name) {
		v = strictSafe
	}
	args := x.Args
	if x.Variadic && v != unknownFunction && v != strictSafe {
		// A NULL array after VARIADIC makes even those functions return NULL that take nulls.
		if len(args) == 0 || !e.notNull(args[len(args)-1]).ok {
			return fact{}
		}
	}
	switch v {
	case strictSafe:
		f, ok := e.allOf(args)
		if !ok {
			return fact{}
		}
		if f.why == nil {
			return proved(name + " is never null")
		}
		return f
	case always:
		return proved(name + " is never null")
	case firstArgument:
		if len(args) > 0 {
			return e.notNull(args[0])
		}
	case anyArgument:
		return e.firstOf(args, name)
	}
	if !builtin(x.Func) {
		return e.returned(x.Func, x.Args, false).value
	}
	return e.conditional(x)
}

// conditional proves functions that return NULL only for arguments that a constant or a type
// excludes: EXTRACT of an infinite timestamp is NULL for the fields that wrap around.
func (e *env) conditional(x *tree.FuncExpr) fact {
	switch x.Func.Name {
	case "extract", "date_part":
		if len(x.Args) != 2 || !e.fieldAlwaysThere(x) && !finite(x.Args[1]) {
			return fact{}
		}
		return e.notNull(x.Args[1])
	case "to_number":
		if len(x.Args) == 2 && hasText(x.Args[1]) {
			return e.notNull(x.Args[0])
		}
	case "to_char": // of numbers it is on the list
		if len(x.Args) == 2 && hasText(x.Args[1]) && finite(x.Args[0]) {
			return e.notNull(x.Args[0])
		}
	case "time", "timetz":
		if len(x.Args) == 1 && finite(x.Args[0]) {
			return e.notNull(x.Args[0])
		}
	}
	return fact{}
}

// hasText reports a literal that is not empty: for an empty format to_char and to_number return NULL.
func hasText(x tree.Expr) bool {
	c, ok := x.(*tree.Const)
	return ok && !c.Null && c.Text != ""
}

// clocks are the functions that tell the time; the time in another type or truncated is as finite.
const (
	clocks   = " now transaction_timestamp statement_timestamp clock_timestamp "
	ofClocks = " date timestamp timestamptz timezone date_trunc "
)

// finite reports whether a date or time is surely not infinite: it is the present one.
func finite(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.SQLValueFunction:
		return oneOf(" current_date current_timestamp localtimestamp ", x.Name)
	case *tree.FuncExpr:
		if !builtin(x.Func) || x.RetSet {
			return false
		}
		return oneOf(clocks, x.Func.Name) || oneOf(ofClocks, x.Func.Name) && slices.ContainsFunc(x.Args, finite)
	}
	return false
}

// Fields that EXTRACT finds in every value of a type; since PostgreSQL 17 there are infinite
// intervals too.
const (
	timestampFields = " year epoch century decade millennium julian isoyear "
	intervalFields  = " year epoch century decade millennium day hour "
)

func (e *env) fieldAlwaysThere(x *tree.FuncExpr) bool {
	switch x.Args[1].Type() {
	case catalog.TimeOID, catalog.TimetzOID:
		return e.notNull(x.Args[0]).ok
	}
	fields := timestampFields
	if x.Args[1].Type() == catalog.IntervalOID {
		fields = intervalFields
	}
	c, ok := x.Args[0].(*tree.Const)
	return ok && !c.Null && oneOf(fields, strings.ToLower(c.Text))
}

func (e *env) proveOperator(o *catalog.Operator, args []tree.Expr, set bool) fact {
	if set || o == nil {
		return fact{}
	}
	f := e.scope.p.cat.Proc(o.Proc)
	v := verdictOf(f)
	if v == unknownFunction && f != nil && f.Extension != "" && f.Strict && oneOf(extensionFunctions, f.Name) {
		v = strictSafe
	}
	switch v {
	case strictSafe:
		out, _ := e.allOf(args)
		return out
	case always:
		return proved("operator " + o.Name + " is never null")
	case anyArgument:
		return e.firstOf(args, "operator "+o.Name)
	}
	return e.returned(f, args, false).value
}

// neverNullOp reports whether an operator returns a value for all values.
func (e *env) neverNullOp(o *catalog.Operator) bool {
	if o == nil {
		return false
	}
	f := e.scope.p.cat.Proc(o.Proc)
	if f != nil && f.Extension != "" && f.Strict && oneOf(extensionFunctions, f.Name) {
		return true
	}
	return verdictOf(f) != unknownFunction
}

// setFunctions are set-returning built-ins whose rows are never null; the strict ones return no
// rows for NULL arguments.
const setFunctions = " generate_series generate_subscripts regexp_split_to_table json_object_keys jsonb_object_keys " +
	"json_array_elements jsonb_array_elements jsonb_path_query regexp_matches "

// proveSet proves a set-returning function in a select list. Beside another one it is padded
// with nulls up to the longer one.
func (e *env) proveSet(x *tree.FuncExpr) fact {
	if e.scope.srfs != 1 {
		return fact{}
	}
	return e.setRow(x)
}

func (e *env) setRow(x *tree.FuncExpr) fact {
	if !builtin(x.Func) {
		return e.returned(x.Func, x.Args, true).value
	}
	switch {
	case x.Func.Strict && oneOf(setFunctions, x.Func.Name):
		return proved(x.Func.Name + " returns no null rows")
	case x.Func.Name == "string_to_table" && len(x.Args) == 2:
		return proved("string_to_table makes no null without a null string")
	case x.Func.Name == "unnest" && len(x.Args) == 1 && isArray(e.scope.p.cat, x.Args[0].Type()):
		return e.elements(x.Args[0])
	}
	return fact{}
}

// countSRFs counts the set-returning calls of a select list.
func countSRFs(q *tree.Query) int {
	n := 0
	for _, t := range q.Targets {
		visit(t.Expr, func(x tree.Expr) bool {
			switch x := x.(type) {
			case *tree.FuncExpr:
				if x.RetSet {
					n++
				}
			case *tree.OpExpr:
				if x.RetSet {
					n++
				}
			}
			return true
		})
	}
	return n
}
