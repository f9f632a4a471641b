package nullable_test

import (
	"fmt"
	"strings"
)

// sqlFunction makes a function: in SQL, as a string or BEGIN ATOMIC, STRICT or not, of one value,
// of rows, or of a set.
func (a *architect) sqlFunction() {
	a.start()
	a.made++
	name := fmt.Sprintf("fn%d", a.made)
	var params []string
	var args []item
	for i := range a.pick(3) {
		t := a.one("int", "text", "int", "bool")
		p := fmt.Sprintf("p%d", i+1)
		params = append(params, p+" "+t+a.one("", "", "", " DEFAULT "+a.one(literals[t]...)))
		args = append(args, item{p, t})
	}
	if a.chance(12) {
		a.procedural(name, params, args)
		return
	}
	result := a.one("int", "text", "int", "bool", "int[]", "num")
	returns, body := sqlType(result), ""
	a.depth = 1
	switch a.pick(9) {
	case 0:
		body = "SELECT " + a.expr(args, result, 2)
	case 1:
		body = a.selectOf(args, []string{result})
	case 2:
		returns, body = "SETOF "+returns, a.selectOf(args, []string{result})
	case 3:
		returns, body = "TABLE (x int, y text)", a.selectOf(args, []string{"int", "text"})
	case 4:
		r := a.anyTable("rpv")
		returns, body = a.one("SETOF ", "")+r.name, "SELECT "+r.name+".* FROM "+r.name+a.where(append(known(r.cols), args...))
	case 5:
		body = "SELECT " + a.expr(args, result, 1) + a.where(args)
	case 6:
		from, sc := a.from(args)
		body = fmt.Sprintf("SELECT %s FROM %s%s", a.aggregate(sc, args, result), from, a.where(append(clip(sc), args...)))
	case 7:
		returns, body = "pair", "SELECT "+a.expr(args, "int", 1)+", "+a.expr(args, "text", 1)
	default:
		body = "SELECT 1; SELECT " + a.expr(args, result, 2)
	}
	a.depth = 0
	head := fmt.Sprintf("CREATE FUNCTION %s(%s) RETURNS %s LANGUAGE sql%s%s%s", name, strings.Join(params, ", "), returns,
		a.one("", "", " STRICT", " RETURNS NULL ON NULL INPUT"), a.one("", " STABLE", " IMMUTABLE"), a.one("", "", "", " SECURITY DEFINER"))
	if a.chance(50) {
		a.add(head + " BEGIN ATOMIC " + body + "; END")
		return
	}
	a.add(head + " AS $body$ " + body + " $body$")
}

// procedural functions are opaque: nothing may be concluded from them, STRICT or not.
func (a *architect) procedural(name string, params []string, args []item) {
	body := "RETURN NULL;"
	if len(args) > 0 {
		body = a.one("RETURN NULL;", "RETURN "+args[0].sql+";", "IF "+args[0].sql+" IS NULL THEN RETURN NULL; END IF; RETURN '1';")
	}
	a.add(fmt.Sprintf("CREATE FUNCTION %s(%s) RETURNS %s LANGUAGE plpgsql%s%s AS $body$ BEGIN %s END $body$", name, strings.Join(params, ", "), a.one("int", "text"), a.one("", " STRICT"), a.one("", " IMMUTABLE"), body))
}

// triggers makes triggers that skip or change rows, and rules that do something else instead.
func (a *architect) triggers() {
	for range a.pick(3) {
		r := a.anyTable("r")
		c := known(r.cols)
		body := a.one("RETURN NULL;", "NEW."+c[a.pick(len(c))].sql+" := NULL; RETURN NEW;", "RETURN COALESCE(NEW, OLD);", "IF random() < 0.5 THEN RETURN NULL; END IF; RETURN COALESCE(NEW, OLD);")
		a.made++
		if a.add(fmt.Sprintf("CREATE FUNCTION trigger%d() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN %s END $body$", a.made, body)) {
			a.add(fmt.Sprintf("CREATE TRIGGER tg%d BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION trigger%d()", a.made, a.one("INSERT", "UPDATE", "INSERT OR UPDATE", "UPDATE OR DELETE"), r.name, a.made))
		}
	}
	if a.chance(35) {
		if r := a.anyTable("v"); r != nil {
			a.made++
			if a.add(fmt.Sprintf("CREATE FUNCTION trigger%d() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RETURN %s; END $body$", a.made, a.one("NEW", "NULL"))) {
				a.add(fmt.Sprintf("CREATE TRIGGER tg%d INSTEAD OF %s ON %s FOR EACH ROW EXECUTE FUNCTION trigger%d()", a.made, a.one("INSERT OR UPDATE", "INSERT", "UPDATE"), r.name, a.made))
			}
		}
	}
	if a.chance(35) {
		a.add(a.rule())
	}
}

func (a *architect) rule() string {
	r := a.anyTable("rv")
	a.made++
	head := fmt.Sprintf("CREATE RULE rule%d AS ON %s TO %s DO ", a.made, a.one("INSERT", "UPDATE", "DELETE"), r.name)
	var nulls []string
	for _, c := range r.cols {
		if c.typ == "" {
			return head + "INSTEAD NOTHING"
		}
		nulls = append(nulls, "NULL::"+sqlType(c.typ))
	}
	other := a.anyTable("r")
	return head + a.one("INSTEAD NOTHING", "ALSO NOTHING", "INSTEAD DELETE FROM "+other.name+" RETURNING "+strings.Join(nulls, ", "), "INSTEAD SELECT "+strings.Join(nulls, ", "))
}

// alter changes the schema afterwards.
func (a *architect) alter() {
	r := a.anyTable("rp")
	cols := known(r.cols)
	c := cols[a.pick(len(cols))]
	head := "ALTER TABLE " + r.name + " "
	a.made++
	switch a.pick(18) {
	case 16:
		a.add(fmt.Sprintf("%sADD CONSTRAINT con%d CHECK (%s IS NOT NULL) NOT VALID", head, a.made, c.sql))
	case 0, 1:
		a.add(head + "ALTER " + c.sql + " DROP NOT NULL")
	case 2:
		a.add(head + "ALTER " + c.sql + " SET NOT NULL")
	case 3, 4:
		if name := a.constraint(r.name); name != "" {
			a.add(head + "DROP CONSTRAINT " + name + a.one("", " CASCADE"))
		}
	case 5:
		a.add(fmt.Sprintf("%sADD x%d int%s", head, a.made, a.one("", " NOT NULL DEFAULT 1", " DEFAULT 2", " CHECK (id > 0)", " GENERATED ALWAYS AS (id + 1) STORED")))
	case 6, 7:
		a.add(head + "ADD " + a.tableConstraint(r.name, cols) + " NOT VALID")
	case 8:
		if name := a.constraint(r.name); name != "" {
			a.add(head + "VALIDATE CONSTRAINT " + name)
		}
	case 9:
		a.add(head + "DROP " + c.sql + a.one("", " CASCADE"))
	case 10:
		a.add(head + "ALTER g DROP EXPRESSION")
	case 11:
		if name := a.constraint(r.name); name != "" {
			a.add(head + "ALTER CONSTRAINT " + name + a.one(" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE"))
		}
	case 12, 17:
		a.add("ALTER DOMAIN " + a.one("dint", "dsub", "dtext") + a.one(" DROP NOT NULL", " SET NOT NULL", " ADD CONSTRAINT dcon CHECK (VALUE IS NOT NULL) NOT VALID", " DROP CONSTRAINT dint_check", " VALIDATE CONSTRAINT dcon"))
	case 13:
		a.add(head + "RENAME " + c.sql + " TO " + c.sql + "_")
	case 14:
		a.add(head + "ALTER " + c.sql + " TYPE " + a.one("text USING NULL", "int USING NULL", "bigint USING 1"))
	case 15:
		if list := a.rows(fmt.Sprintf("SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = '%s' AND c.relnamespace = '%s'::regnamespace ORDER BY 1", r.name, a.space[0])); len(list) > 0 {
			a.add("DROP INDEX " + strings.TrimPrefix(list[a.pick(len(list))][0], a.space[0]+"."))
		}
	}
}

// constraint is the name of one of a table's constraints, "" if there is none.
func (a *architect) constraint(table string) string {
	list := a.rows(fmt.Sprintf("SELECT k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relname = '%s' AND c.relnamespace = '%s'::regnamespace ORDER BY 1", table, a.space[0]))
	if len(list) == 0 {
		return ""
	}
	return list[a.pick(len(list))][0]
}
