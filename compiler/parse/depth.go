package parse

import (
	"strings"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// maxDepth bounds the nesting that Raw hands to the grammar, whose tree is written out by
// recursive C code without a check of its own. A server with the default max_stack_depth of 2 MB
// gives up at a similar depth ("1+1+…" between 3,000 and 5,000 operators).
const maxDepth = 4000

// shortText is the length below which no text can nest that deeply.
const shortText = maxDepth

// tooDeep estimates from the tokens how deep the tree of a text gets, and returns the place where
// it gets too deep. Brackets nest; operators in a row make a tree that leans to the left, one level
// each; commas, AND and OR join siblings.
func tooDeep(text string) (source.Pos, bool) {
	if len(text) < shortText {
		return 0, false
	}
	type level struct{ run, chain int }
	stack := []level{{}}
	depth := 0 // of all levels
	lex := NewLexer(text, 0)
	for {
		t := lex.Next()
		top := &stack[len(stack)-1]
		switch t.Kind {
		case EOF:
			return 0, false
		case Operator, Param, String, Number, QuotedIdent, BitString:
			if t.Kind == Operator {
				top.run++
				depth++
			}
		case Symbol:
			switch text[t.Start] {
			case '(', '[':
				stack = append(stack, level{})
				depth++
			case ')', ']':
				depth -= top.run + top.chain
				if len(stack) > 1 {
					stack = stack[:len(stack)-1]
					depth--
				} else {
					*top = level{}
				}
				// What is in brackets is an operand: chains of "[1][2]" and "f()" stay flat.
			case ',':
				depth -= top.run
				top.run = 0
			case ';':
				stack, depth = []level{{}}, 0
			case ':':
				top.run++
				depth++
			}
		case Ident:
			switch depthWord(lex.Text(t)) {
			case 'r':
				depth -= top.run
				top.run = 0
			case 'o':
				top.run++
				depth++
			case 'c':
				top.chain++
				depth++
			case '+':
				stack = append(stack, level{})
				depth++
			case '-':
				depth -= top.run + top.chain
				if len(stack) > 1 {
					stack = stack[:len(stack)-1]
					depth--
				}
			}
		}
		if depth > maxDepth {
			return t.Start, true
		}
	}
}

// depthWord says what a word does to the depth: 'r' ends a run of operators, 'o' is an operator,
// 'c' builds a chain of joins or set operations, '+' and '-' open and close.
func depthWord(w string) byte {
	if len(w) > 9 {
		return 0
	}
	switch strings.ToLower(w) {
	case "and", "or", "where", "from", "group", "order", "having", "select", "set", "values", "on":
		return 'r'
	case "not", "is", "like", "ilike", "collate", "similar", "in", "isnull", "notnull", "at":
		return 'o'
	case "union", "except", "intersect", "join":
		return 'c'
	case "case":
		return '+'
	case "end":
		return '-'
	}
	return 0
}
