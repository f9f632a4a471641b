package ddl

import "strings"

// StripDown blanks out the parts of a migration file that undo it, in the notations of goose,
// dbmate, sql-migrate and tern. Every byte but line ends becomes a space, so that positions in the
// rest stay what they are. Other texts come back as they are.
func StripDown(text string) string {
	if !strings.Contains(text, "--") {
		return text
	}
	var out []byte // a copy is made only when there is something to blank
	down := false
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n') + 1
		if end == start {
			end = len(text)
		}
		switch marker(text[start:end]) {
		case upMarker:
			down = false
		case downMarker:
			down = true
		}
		if down {
			if out == nil {
				out = []byte(text)
			}
			blank(out[start:end])
		}
		start = end
	}
	if out == nil {
		return text
	}
	return string(out)
}

type markerKind byte

const (
	noMarker markerKind = iota
	upMarker
	downMarker
)

// marker recognises the lines that begin the up-part or the down-part.
func marker(line string) markerKind {
	s := strings.TrimSpace(line)
	if !strings.HasPrefix(s, "--") {
		return noMarker
	}
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if strings.HasPrefix(s, "---- create above / drop below ----") {
		return downMarker // tern
	}
	s = strings.TrimSpace(strings.TrimLeft(s, "-"))
	for _, m := range []struct {
		prefix string
		kind   markerKind
	}{
		{"+goose up", upMarker}, {"+goose down", downMarker},
		{"+migrate up", upMarker}, {"+migrate down", downMarker},
		{"migrate:up", upMarker}, {"migrate:down", downMarker},
		{"+ goose up", upMarker}, {"+ goose down", downMarker},
	} {
		if strings.HasPrefix(s, m.prefix) && !continues(s[len(m.prefix):]) {
			return m.kind
		}
	}
	return noMarker
}

// continues reports whether a word goes on, as in "+goose downgrade".
func continues(rest string) bool {
	return rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] == '_')
}

func blank(b []byte) {
	for i, c := range b {
		if c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
}
