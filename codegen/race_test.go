//go:build race

package codegen_test

// raceDetector tells that these tests were built with -race; so are the programs that they build.
const raceDetector = true
