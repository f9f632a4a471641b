package main

import (
	"io"
	"os"
	"testing"
)

func BenchmarkCompileProject(b *testing.B) {
	dir := os.Getenv("PROJECT")
	if dir == "" {
		b.Skip("PROJECT names no folder")
	}
	for b.Loop() {
		if code := run([]string{"compile", "--config", dir + "/sqlq.yaml"}, nil, io.Discard, io.Discard); code != 0 {
			b.Fatal(code)
		}
	}
}
