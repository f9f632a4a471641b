package gotype

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

var version = regexp.MustCompile(`^v[0-9]+$`)

// custom is a type that the user named: "*example.com/app.Settings", "[]string", "int". Slices for
// arrays are read element by element, as those of the table of defaults are.
func (o *Options) custom(goType string, v Value) (Type, error) {
	t := v.Type.Underlying()
	if t.Kind != ir.ArrayType || !strings.HasPrefix(goType, "[]") {
		return o.named(goType, v)
	}
	rest := goType
	for depth := 1; ; depth++ {
		rest = rest[2:]
		elem, err := o.named(rest, Value{Type: t.Elem})
		if err != nil {
			return Type{}, err
		}
		for _, nullable := range []bool{false, true} {
			usual, err := o.Of(Value{Type: t.Elem, Nullable: nullable})
			if err == nil && usual.Expr == elem.Expr {
				return grid(usual, depth, t, v)
			}
		}
		if !strings.HasPrefix(rest, "[]") {
			return grid(elem, depth, t, v)
		}
	}
}

// maxDepth is how many dimensions generated code can read.
const maxDepth = 3

// grid is a slice of slices, as deep as the array has dimensions.
func grid(elem Type, depth int, t *ir.Type, v Value) (Type, error) {
	if depth == 1 {
		return arrayOf(elem, t, v), nil
	}
	if depth > maxDepth {
		return Type{}, fmt.Errorf("arrays of more than %d dimensions are not supported", maxDepth)
	}
	out := arrayOf(elem, t, v)
	out.Expr = strings.Repeat("[]", depth) + elem.Expr
	out.call = strings.Replace(out.call, "(", fmt.Sprintf("%d(", depth), 1)
	out.pass = fmt.Sprintf("arrayArg%d(%d, %s)", depth, elem.oid, elem.passer())
	out.Arg, out.oid = out.pass+"(%s)", 0
	return out, nil
}

// named is a type of the user that holds one value.
func (o *Options) named(goType string, v Value) (Type, error) {
	if rest, ok := strings.CutPrefix(goType, "*"); ok {
		t, err := o.named(rest, Value{Type: v.Type})
		return t.pointer(), err
	}
	prefix := goType[:len(goType)-len(strings.TrimLeft(goType, "[]"))]
	rest := goType[len(prefix):]
	t := Type{Expr: goType, Scan: "scan", oid: v.Type.Underlying().OID, special: true}
	if dot := strings.LastIndexByte(rest, '.'); dot > 0 {
		importPath, name := rest[:dot], rest[dot+1:]
		if name == "" {
			return Type{}, fmt.Errorf("type %q has no name behind its package", goType)
		}
		pkg := o.packageName(importPath)
		t.Imports = map[string]string{pkg: importPath}
		t.Expr = prefix + pkg + "." + name
	}
	if base := v.Type.Underlying().Name; base == "json" || base == "jsonb" {
		t.asJSON()
	}
	if !v.Nullable {
		return t, nil
	}
	if prefix == "" && !holdsNull(t.Expr) {
		t = o.nullable(t, v)
		if o.SQLNull {
			t.Arg = t.pass + "(%s)" // sql.Null may not know how to pass the type
		}
		return t, nil
	}
	t.Scan = "scanNull"
	return t, nil
}

// asJSON passes values as documents: pgx would have to know the parameter's type to do so, which
// in some of its modes it does not.
func (t *Type) asJSON() {
	switch {
	case t.Expr == "string" || t.Expr == "json.RawMessage" || strings.HasPrefix(t.Expr, "pgtype.") || strings.HasPrefix(t.Expr, "sql.Null"):
		return
	case t.Expr == "[]byte":
		t.pass = "rawJSON"
	default:
		t.pass = "jsonArg[" + t.Expr + "]"
	}
	t.Arg = t.pass + "(%s)"
}

// holdsNull knows the types that have a NULL of their own by their usual names.
func holdsNull(expr string) bool {
	return strings.HasPrefix(expr, "pgtype.") || strings.HasPrefix(expr, "sql.Null") ||
		strings.Contains(expr, ".Null") || strings.HasPrefix(expr, "map[") || expr == "json.RawMessage" || expr == "any"
}

// packageName is the name by which code mentions a package: its own, with a number if another package
// has it.
func (o *Options) packageName(importPath string) string {
	own := guessedName(importPath)
	for n := 1; ; n++ {
		name := own
		if n > 1 {
			name = fmt.Sprintf("%s%d", own, n)
		}
		if path, taken := o.Packages[name]; taken && path != importPath || reserved[name] && !taken {
			continue
		}
		o.Packages[name] = importPath
		return name
	}
}

// guessedName guesses the package name of an import path as goimports does.
func guessedName(importPath string) string {
	name := path.Base(importPath)
	if version.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	if i := strings.Index(name, ".v"); i > 0 {
		name = name[:i]
	}
	name = strings.TrimPrefix(name, "go-")
	return strings.ReplaceAll(name, "-", "")
}
