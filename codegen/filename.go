package codegen

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FileName is the name of the Go file for a query file, given by its path: its own with ".go" behind.
// The go command leaves out files that begin with "_" or ".", refuses those that begin like an option
// (cmd/internal/str: SafeArg in cmd/go), and takes the last words before the first dot for a system
// that the file is for: "users_windows.sql.go" would be missing elsewhere. Such names get an underscore
// or an x that stands in the way (go/build: Context.goodOSArchFile). Control characters, at which tools
// stumble that read lists of files, become underscores.
func FileName(source string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '_'
		}
		return r
	}, path.Base(source))
	if c := name[0]; c < utf8.RuneSelf && !isAlphanumeric(c) {
		name = "x" + name
	}
	stem, _, _ := strings.Cut(name, ".")
	words := strings.Split(strings.TrimSuffix(stem, "_test"), "_")
	if len(words) > 1 && systems[words[len(words)-1]] {
		name = stem + "_" + name[len(stem):]
	}
	return name + ".go"
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// systems are the operating systems and architectures that Go knows, or may know, by name.
var systems = wordSet(`aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris
wasip1 windows zos 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le
ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
