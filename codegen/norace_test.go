//go:build !race

package codegen_test

// raceDetector tells that these tests were built with -race.
const raceDetector = false
