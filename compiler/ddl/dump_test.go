package ddl

import (
	"fmt"
	"sort"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
)

// Dump prints the user's objects in the form of dump.sql, which asks a server for the same lines.
func Dump(c *catalog.Catalog) string {
	d := &dumper{c: c}
	for _, r := range c.OwnRelations() {
		d.relation(r)
	}
	for _, t := range c.OwnTypes() {
		d.typ(t)
	}
	for _, p := range c.OwnProcs() {
		d.proc(p)
	}
	for _, o := range c.OwnOperators() {
		d.line("operator %s %s(%s,%s) %s", d.ns(o.Namespace), o.Name, d.t(o.Left), d.t(o.Right), d.t(o.Result))
	}
	sort.Strings(d.lines)
	return strings.Join(d.lines, "\n") + "\n"
}

type dumper struct {
	c     *catalog.Catalog
	lines []string
}

func (d *dumper) line(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

func (d *dumper) ns(oid catalog.OID) string {
	if oid == catalog.PgTemp {
		return "pg_temp"
	}
	if n := d.c.NamespaceByOID(oid); n != nil {
		return n.Name
	}
	return "?"
}

func (d *dumper) t(oid catalog.OID) string {
	if oid == 0 {
		return "-"
	}
	t := d.c.Type(oid)
	if t == nil {
		return "?"
	}
	return d.ns(t.Namespace) + "." + t.Name
}

func (d *dumper) relation(r *catalog.Relation) {
	name := d.ns(r.Namespace) + "." + r.Name
	if r.Kind == catalog.Index {
		return
	}
	var parents []string
	for _, p := range r.Parents {
		parents = append(parents, d.c.Relation(p).Name)
	}
	d.line("relation %s %c parents=%s", name, r.Kind, strings.Join(parents, ","))
	for i, c := range r.Columns {
		flags := ""
		if c.NotNull {
			flags += " not null"
		}
		if c.HasDefault {
			flags += " default"
		}
		if c.Identity != 0 {
			flags += " identity " + string(c.Identity)
		}
		if c.Generated != 0 {
			flags += " generated"
		}
		coll := "-"
		if k := d.c.Collation(c.Collation); k != nil {
			coll = k.Name
		}
		d.line("column %s %03d %s %s %d %s%s", name, i+1, c.Name, d.t(c.Type), c.Typmod, coll, flags)
	}
	for _, k := range r.Constraints {
		d.line("constraint %s %s %c %s", name, k.Name, k.Kind, d.names(r, k.Columns))
	}
	for _, x := range r.Indexes {
		var keys []string
		for _, k := range x.Keys {
			if k.Num == 0 {
				keys = append(keys, "()")
			} else {
				keys = append(keys, r.ColumnNum(k.Num).Name)
			}
		}
		for _, n := range x.Include {
			keys = append(keys, "+"+r.ColumnNum(n).Name)
		}
		d.line("index %s %s %s unique=%v primary=%v partial=%v (%s)", name, x.Name, x.Method, x.Unique, x.Primary, x.Predicate != "", strings.Join(keys, ","))
	}
}

func (d *dumper) names(r *catalog.Relation, nums []int16) string {
	var out []string
	for _, n := range nums {
		out = append(out, r.ColumnNum(n).Name)
	}
	return strings.Join(out, ",")
}

func (d *dumper) typ(t *catalog.Type) {
	extra := ""
	switch t.Kind {
	case catalog.EnumType:
		extra = strings.Join(t.Labels, ",")
	case catalog.DomainType:
		extra = fmt.Sprintf("%s %d notnull=%v", d.t(t.BaseType), t.BaseMod, t.NotNull)
	case catalog.RangeType:
		extra = d.t(t.RangeSub)
	}
	d.line("type %s.%s %c cat=%c elem=%s array=%s %s", d.ns(t.Namespace), t.Name, t.Kind, t.Category, d.t(t.Elem), d.t(t.Array), extra)
}

func (d *dumper) proc(p *catalog.Proc) {
	var args []string
	for _, a := range p.Args {
		args = append(args, d.t(a))
	}
	d.line("function %s.%s(%s) %s set=%v kind=%c strict=%v vol=%c variadic=%s defaults=%d modes=%s names=%s", d.ns(p.Namespace), p.Name,
		strings.Join(args, ","), d.t(p.Ret), p.RetSet, p.Kind, p.Strict, p.Volatile, d.t(p.Variadic), p.NumDefaults, p.ArgModes, strings.Join(p.ArgNames, ","))
}
