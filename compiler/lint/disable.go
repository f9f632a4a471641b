package lint

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// silence holds the rules that a query switches off, by code. The places are those of the
// directives that name them; a name behind @sqlc-vet-disable has none.
type silence struct {
	at   map[string]source.Span
	used map[string]bool
}

// silenced reads "-- sqlq: disable SQ101, no-where" and the names behind "@sqlc-vet-disable", among
// which those of other tools' rules are no matter here.
func (l *linter) silenced() {
	if len(l.query.VetOff)+len(l.query.Directives) == 0 {
		return
	}
	l.off = silence{map[string]source.Span{}, map[string]bool{}}
	for _, word := range l.query.VetOff {
		if r := diag.FindRule(word); r != nil {
			l.off.at[r.Code] = source.Span{}
		}
	}
	var unknown []word
	for i := range l.query.Directives {
		d := &l.query.Directives[i]
		if d.Name != "disable" {
			continue
		}
		words := argWords(d)
		for _, w := range words {
			if r := diag.FindRule(w.text); r != nil {
				l.off.at[r.Code] = w.at
			} else {
				unknown = append(unknown, w)
			}
		}
		if len(words) == 0 {
			unknown = append(unknown, word{"", d.At})
		}
	}
	for _, w := range unknown { // when all are read, for this may be disabled too
		l.unknownRule(w)
	}
}

func (l *linter) unknownRule(w word) {
	if w.text == "" {
		l.warnAt(UnknownRule, w.at, `Name the rules to switch off, as in "-- sqlq: disable SQ100".`, "disable names no rule")
		return
	}
	hint := `"sqlq explain" lists the rules.`
	if near := diag.NearestRule(w.text); near != "" {
		hint = fmt.Sprintf("Did you mean %q?", near)
	}
	l.warnAt(UnknownRule, w.at, hint, "there is no lint rule %q", w.text)
}

// idle reports what was switched off and had nothing to say.
func (l *linter) idle() {
	if len(l.off.at) == 0 {
		return
	}
	for _, r := range diag.Rules() {
		at, off := l.off.at[r.Code]
		if _, on := l.levels.of(r.Code); off && on && at.File != nil && !l.off.used[r.Code] && r.Code != IdleDisable {
			l.warnAt(IdleDisable, at, "Remove it.", "disable of %s has no effect: the rule has nothing to report here", r.Code)
		}
	}
}

// word is one word of a directive, with its place in the file.
type word struct {
	text string
	at   source.Span
}

// argWords splits the arguments of a directive at commas and blanks.
func argWords(d *parse.Directive) []word {
	var out []word
	separator := func(b byte) bool { return b == ',' || b == ' ' || b == '\t' }
	for i := 0; i < len(d.Args); {
		if separator(d.Args[i]) {
			i++
			continue
		}
		j := i
		for j < len(d.Args) && !separator(d.Args[j]) {
			j++
		}
		out = append(out, word{strings.TrimSuffix(d.Args[i:j], ";"),
			source.Span{File: d.At.File, Start: d.Arg + source.Pos(i), End: d.Arg + source.Pos(j)}})
		i = j
	}
	return out
}
