package verify

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// typeName identifies a type of the server. OIDs of users' types differ from database to database,
// so that types are compared by name.
type typeName struct {
	schema, name string
	elem         *typeName // of arrays
}

func (t typeName) String() string {
	switch {
	case t.elem != nil:
		return t.elem.String() + "[]"
	case t.name == "":
		return "unknown to pg_type"
	case t.schema == "pg_catalog":
		return t.name
	}
	return t.schema + "." + t.name
}

// is reports whether the type is the one that sqlq means. An extension's types may have been put
// into any schema, and the schema files' into any that the search path names: it picks the tenant.
func (t typeName) is(want *ir.Type, path []string) bool {
	if want == nil {
		return false
	}
	if want.Kind == ir.ArrayType && want.Elem != nil {
		return t.elem != nil && t.elem.is(want.Elem, path)
	}
	if t.elem != nil || t.name != want.Name {
		return false
	}
	return want.Extension != "" || want.Schema == "" || t.schema == want.Schema ||
		want.Schema == "public" && slices.Contains(path, t.schema)
}

// typeNames reads all types of the database. A true array type is the one that its element names
// as such: int2vector has elements too and is none.
func typeNames(ctx context.Context, conn *pgx.Conn) (map[uint32]typeName, error) {
	rows, err := conn.Query(ctx, `
SELECT t.oid, n.nspname, t.typname, coalesce(e.oid, 0)
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid`)
	if err != nil {
		return nil, err
	}
	out := map[uint32]typeName{}
	elems := map[uint32]uint32{}
	var oid, elem uint32
	var schema, name string
	_, err = pgx.ForEachRow(rows, []any{&oid, &schema, &name, &elem}, func() error {
		out[oid] = typeName{schema: schema, name: name}
		if elem != 0 {
			elems[oid] = elem
		}
		return nil
	})
	for array, elem := range elems {
		t, e := out[array], out[elem]
		t.elem = &e
		out[array] = t
	}
	return out, err
}
