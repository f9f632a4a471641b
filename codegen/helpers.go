package codegen

import (
	"embed"
	"strings"
	"sync"
)

// The helpers are read as text, not linked: the compiler itself does not depend on pgx.
//
//go:embed runtime/db.go runtime/run.go runtime/decode.go runtime/decode_value.go runtime/decode_array.go runtime/decode_record.go runtime/encode.go runtime/page.go runtime/arena.go runtime/split.go
var runtimeFS embed.FS

// helper is a top-level declaration of package runtime.
type helper struct {
	name string // "queryOne", or ".text" for a method of decoder
	recv string // receiver's type for methods
	file string
	text string
	uses *mentions
}

// runtimeHelpers splits the runtime's files into declarations, once.
var runtimeHelpers = sync.OnceValue(func() []*helper {
	var out []*helper
	for _, name := range []string{
		"db.go", "run.go", "decode.go", "decode_value.go", "decode_array.go", "decode_record.go",
		"encode.go", "page.go", "arena.go", "split.go",
	} {
		text, err := runtimeFS.ReadFile("runtime/" + name)
		if err != nil {
			panic(err) // embedded above
		}
		out = append(out, splitHelpers(name, string(text))...)
	}
	return out
})

// splitHelpers relies on gofmt: a declaration starts in the first column after a blank line and
// ends with a line that starts with "}" or ")", or is one line.
func splitHelpers(file, text string) []*helper {
	var out []*helper
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		word, _, _ := strings.Cut(lines[i], " ")
		if word != "func" && word != "type" && word != "var" && word != "const" {
			continue
		}
		start := i
		for start > 0 && strings.HasPrefix(lines[start-1], "//") {
			start--
		}
		end := i
		if strings.HasSuffix(lines[i], "{") || strings.HasSuffix(lines[i], "(") {
			for !strings.HasPrefix(lines[end], "}") && !strings.HasPrefix(lines[end], ")") {
				end++
			}
		}
		h := &helper{file: file, text: strings.Join(lines[start:end+1], "\n") + "\n"}
		h.name, h.recv = declared(lines[i])
		h.uses = mentioned([]byte(h.text))
		out = append(out, h)
		i = end
	}
	return out
}

// declared returns the name that a declaration's first line introduces.
func declared(line string) (name, recv string) {
	_, rest, _ := strings.Cut(line, " ")
	if strings.HasPrefix(rest, "(") && strings.HasPrefix(line, "func") {
		r, after, _ := strings.Cut(rest[1:], ")")
		recv = strings.TrimLeft(r[strings.IndexByte(r, ' ')+1:], "*")
		recv, _, _ = strings.Cut(recv, "[")
		return "." + after[1:strings.IndexByte(after, '(')], recv
	}
	if strings.HasPrefix(rest, "(") {
		return "(", "" // const block of Kind
	}
	return rest[:strings.IndexAny(rest, " [(")], ""
}

// needed returns the helpers that code uses, directly or through others, in their order. What
// db.go declares is always there; DBTX is printed with just the methods in use.
func needed(used *mentions) []*helper {
	plain, methods := used.plain, used.selected
	// A method of decoder is wanted when it is called; other types bring all their methods.
	wanted := func(h *helper) bool {
		switch {
		case h.file == "db.go":
			return true
		case h.name == "SetTo":
			return plain["Opt"]
		case h.recv == "":
			return plain[h.name]
		case h.recv == "decoder" || h.recv == "arena":
			return plain[h.recv] && methods[h.name[1:]]
		}
		return plain[h.recv]
	}
	taken := map[*helper]bool{}
	for changed := true; changed; {
		changed = false
		for _, h := range runtimeHelpers() {
			if taken[h] || h.name == "DBTX" || !wanted(h) {
				continue
			}
			taken[h], changed = true, true
			used.merge(h.uses)
		}
	}
	var out []*helper
	for _, h := range runtimeHelpers() {
		if taken[h] {
			out = append(out, h)
		}
	}
	return out
}
