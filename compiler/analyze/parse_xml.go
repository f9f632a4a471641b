package analyze

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// xmlNames are the column names of XML constructs; IS DOCUMENT suggests none.
var xmlNames = [...]string{
	pg.XmlExprOp_IS_XMLCONCAT:    "xmlconcat",
	pg.XmlExprOp_IS_XMLELEMENT:   "xmlelement",
	pg.XmlExprOp_IS_XMLFOREST:    "xmlforest",
	pg.XmlExprOp_IS_XMLPARSE:     "xmlparse",
	pg.XmlExprOp_IS_XMLPI:        "xmlpi",
	pg.XmlExprOp_IS_XMLROOT:      "xmlroot",
	pg.XmlExprOp_IS_XMLSERIALIZE: "xmlserialize",
	pg.XmlExprOp_IS_DOCUMENT:     "",
}

// transformXMLExpr analyses the XML constructs other than XMLSERIALIZE.
// Mirrors parse_expr.c: transformXmlExpr.
func (p *pstate) transformXMLExpr(x *pg.XmlExpr) tree.Expr {
	out := &tree.XMLExpr{
		Node: node(catalog.XMLOID, source.Pos(x.Location)),
		Op:   tree.XMLOp(x.Op - pg.XmlExprOp_IS_XMLCONCAT),
		Name: xmlName(x.Name, false),
	}
	if out.Op == tree.IsDocument {
		out.Typ = catalog.BoolOID
	}
	for _, n := range x.NamedArgs {
		p.addXMLNamedArg(out, n.GetResTarget())
	}
	for i, n := range x.Args {
		e := p.transformExprRecurse(n)
		out.Args = append(out.Args, p.coerceXMLArg(out.Op, e, i))
	}
	return out
}

// addXMLNamedArg analyses an attribute of XMLELEMENT or an element of XMLFOREST; without a name it
// is called as its column.
func (p *pstate) addXMLNamedArg(out *tree.XMLExpr, r *pg.ResTarget) {
	at := source.Pos(r.Location)
	e := p.transformExprRecurse(r.Val)
	name := ""
	switch {
	case r.Name != "":
		name = xmlName(r.Name, false)
	case r.Val.GetColumnRef() != nil:
		name = xmlName(p.figureColname(r.Val), true)
	case out.Op == tree.XMLElement:
		fail(sqlstate.SyntaxError, at, "unnamed XML attribute value must be a column reference")
	default:
		fail(sqlstate.SyntaxError, at, "unnamed XML element value must be a column reference")
	}
	if out.Op == tree.XMLElement && slices.Contains(out.ArgNames, name) {
		failf(sqlstate.SyntaxError, at, "XML attribute name \"%s\" appears more than once", name)
	}
	out.NamedArgs = append(out.NamedArgs, e)
	out.ArgNames = append(out.ArgNames, name)
}

// coerceXMLArg brings argument i of an XML construct to the type that it wants there.
func (p *pstate) coerceXMLArg(op tree.XMLOp, e tree.Expr, i int) tree.Expr {
	to := func(typ catalog.OID, construct string) tree.Expr {
		return p.coerceToSpecificType(e, typ, construct)
	}
	switch op {
	case tree.XMLConcat:
		return to(catalog.XMLOID, "XMLCONCAT")
	case tree.XMLForest:
		return to(catalog.XMLOID, "XMLFOREST")
	case tree.XMLParse:
		if i == 0 {
			return to(catalog.TextOID, "XMLPARSE")
		}
		return p.coerceToBoolean(e, "XMLPARSE")
	case tree.XMLPI:
		return to(catalog.TextOID, "XMLPI")
	case tree.XMLRoot:
		return to([...]catalog.OID{catalog.XMLOID, catalog.TextOID, catalog.Int4OID}[min(i, 2)], "XMLROOT")
	case tree.IsDocument:
		return to(catalog.XMLOID, "IS DOCUMENT")
	}
	return e
}

// transformXMLSerialize analyses XMLSERIALIZE, whose target is any type that text casts to
// implicitly. Mirrors parse_expr.c: transformXmlSerialize.
func (p *pstate) transformXMLSerialize(x *pg.XmlSerialize) tree.Expr {
	arg := p.coerceToSpecificType(p.transformExprRecurse(x.Expr), catalog.XMLOID, "XMLSERIALIZE")
	target, typmod := p.typenameType(x.TypeName)
	e := &tree.XMLExpr{
		Node: node(catalog.TextOID, source.Pos(x.Location)),
		Op:   tree.XMLSerialize, Args: []tree.Expr{arg},
	}
	out := p.coerceToTargetType(e, catalog.TextOID, target.OID, typmod, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
	if out == nil {
		failf(sqlstate.CannotCoerce, e.At, "cannot cast XMLSERIALIZE result to %s", p.formatType(target.OID))
	}
	return out
}

// xmlName maps an SQL identifier to an XML name; full escapes more, for names that the user did not
// write as such. Mirrors xml.c: map_sql_identifier_to_xml_name.
func xmlName(ident string, full bool) string {
	var b strings.Builder
	runes := []rune(ident)
	for i, r := range runes {
		xml := full && i == 0 && len(runes) >= 3 && strings.EqualFold(string(runes[:3]), "xml")
		escape := xml ||
			r == ':' && (i == 0 || full) ||
			r == '_' && i+1 < len(runes) && runes[i+1] == 'x' ||
			!isXMLNameRune(r, i == 0)
		if escape {
			fmt.Fprintf(&b, "_x%04X_", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isXMLNameRune(r rune, first bool) bool {
	if unicode.IsLetter(r) || r == '_' || r == ':' {
		return true
	}
	return !first && (unicode.IsDigit(r) || unicode.IsMark(r) || r == '.' || r == '-')
}
