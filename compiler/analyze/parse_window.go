package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses window definitions: the WINDOW clause and what stands in OVER (…).

const (
	frameDefaults = tree.FrameRange | tree.FrameStartUnboundedPreceding | tree.FrameEndCurrentRow
	frameOffsets  = tree.FrameStartOffsetPreceding | tree.FrameStartOffsetFollowing |
		tree.FrameEndOffsetPreceding | tree.FrameEndOffsetFollowing
)

// transformWindowDefinitions analyses all windows of a query, in the order in which they were met.
// Mirrors parse_clause.c: transformWindowDefinitions.
func (p *pstate) transformWindowDefinitions(defs []*pg.WindowDef, tlist *[]*tree.TargetEntry) []*tree.WindowClause {
	var out []*tree.WindowClause
	for i, def := range defs {
		out = append(out, p.transformWindowDefinition(def, i+1, out, tlist))
	}
	return out
}

func (p *pstate) transformWindowDefinition(def *pg.WindowDef, winref int, before []*tree.WindowClause, tlist *[]*tree.TargetEntry) *tree.WindowClause {
	at := source.Pos(def.Location)
	if def.Name != "" && findWindowClause(before, def.Name) != nil {
		failf(sqlstate.WindowingError, at, "window \"%s\" is already defined", def.Name)
	}
	var ref *tree.WindowClause
	if def.Refname != "" {
		if ref = findWindowClause(before, def.Refname); ref == nil {
			failf(sqlstate.UndefinedObject, at, "window \"%s\" does not exist", def.Refname)
		}
	}
	w := &tree.WindowClause{Name: def.Name, RefName: def.Refname, WinRef: winref, FrameOptions: int(def.FrameOptions)}
	w.Order = p.transformSortClause(def.OrderClause, tlist, exprWindowOrder, true)
	w.Partition, _ = p.transformGroupClause(def.PartitionClause, tlist, w.Order, exprWindowPartition, true)
	if ref != nil {
		inheritWindow(w, ref, def)
	}
	var input catalog.OID
	if w.FrameOptions&tree.FrameRange != 0 && w.FrameOptions&frameOffsets != 0 {
		if len(w.Order) != 1 {
			failf(sqlstate.WindowingError, at, "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column")
		}
		_, input, _ = p.getOrderingOpProperties(w.Order[0].Sort)
	}
	if w.FrameOptions&tree.FrameGroups != 0 && len(w.Order) == 0 {
		failf(sqlstate.WindowingError, at, "GROUPS mode requires an ORDER BY clause")
	}
	w.StartOffset = p.transformFrameOffset(w.FrameOptions, input, def.StartOffset)
	w.EndOffset = p.transformFrameOffset(w.FrameOptions, input, def.EndOffset)
	return w
}

// inheritWindow takes over what a window copies from the one that it names.
func inheritWindow(w, ref *tree.WindowClause, def *pg.WindowDef) {
	at := source.Pos(def.Location)
	if w.Partition != nil {
		failf(sqlstate.WindowingError, at, "cannot override PARTITION BY clause of window \"%s\"", def.Refname)
	}
	w.Partition = ref.Partition
	ordered := w.Order != nil
	if ordered && ref.Order != nil {
		failf(sqlstate.WindowingError, at, "cannot override ORDER BY clause of window \"%s\"", def.Refname)
	}
	if !ordered {
		w.Order = ref.Order
	}
	if ref.FrameOptions == frameDefaults {
		return
	}
	message := "cannot copy window \"" + def.Refname + "\" because it has a frame clause"
	if def.Name != "" || ordered || int(def.FrameOptions) != frameDefaults {
		fail(sqlstate.WindowingError, at, message)
	}
	fail(sqlstate.WindowingError, at, message, withHint("Omit the parentheses in this OVER clause."))
}

func findWindowClause(list []*tree.WindowClause, name string) *tree.WindowClause {
	for _, w := range list {
		if w.Name == name {
			return w
		}
	}
	return nil
}

// transformFrameOffset analyses the offset of a frame bound: a bigint for ROWS and GROUPS, a type
// that the ORDER BY column's family can add for RANGE. Mirrors parse_clause.c: transformFrameOffset.
func (p *pstate) transformFrameOffset(options int, input catalog.OID, n *pg.Node) tree.Expr {
	if n == nil {
		return nil
	}
	var e tree.Expr
	construct := ""
	switch {
	case options&tree.FrameRows != 0:
		construct = "ROWS"
		e = p.coerceToSpecificType(p.transformExpr(n, exprWindowFrameRows), catalog.Int8OID, construct)
	case options&tree.FrameRange != 0:
		construct = "RANGE"
		e = p.transformExpr(n, exprWindowFrameRange)
		e = p.coerceToSpecificType(e, p.rangeOffsetType(e, input), construct)
	default:
		construct = "GROUPS"
		e = p.coerceToSpecificType(p.transformExpr(n, exprWindowFrameGroups), catalog.Int8OID, construct)
	}
	checkExprIsVarFree(e, construct)
	return e
}

// rangeOffsetType chooses the type of a RANGE offset: that of the in_range support function which
// the offset can be converted to. The support functions of a family are the functions in_range
// over its input type, so that the catalog needs no pg_amproc.
func (p *pstate) rangeOffsetType(e tree.Expr, input catalog.OID) catalog.OID {
	typ := e.Type()
	preferred := typ
	if typ == catalog.UnknownOID {
		preferred = input
	}
	funcs, matches := 0, 0
	selected := catalog.InvalidOID
	for _, fn := range p.cat.Procs("in_range") {
		if len(fn.Args) != 5 || fn.Args[0] != input || fn.Ret != catalog.BoolOID {
			continue
		}
		funcs++
		if !p.canCoerceType([]catalog.OID{typ}, []catalog.OID{fn.Args[2]}, catalog.CastImplicit) {
			continue
		}
		matches++
		if selected != preferred {
			selected = fn.Args[2]
		}
	}
	at := exprLocation(e)
	switch {
	case funcs == 0:
		failf(sqlstate.FeatureNotSupported, at,
			"RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s", p.formatType(input))
	case matches == 0:
		fail(sqlstate.FeatureNotSupported, at,
			"RANGE with offset PRECEDING/FOLLOWING is not supported for column type "+p.formatType(input)+" and offset type "+p.formatType(typ),
			withHint("Cast the offset value to an appropriate type."))
	case matches != 1 && selected != preferred:
		fail(sqlstate.FeatureNotSupported, at,
			"RANGE with offset PRECEDING/FOLLOWING has multiple interpretations for column type "+p.formatType(input)+" and offset type "+p.formatType(typ),
			withHint("Cast the offset value to the exact intended type."))
	}
	return selected
}
