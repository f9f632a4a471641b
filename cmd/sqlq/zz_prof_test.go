package main
import ("testing";"io";"strings";"runtime/debug";"os";"runtime")
func TestZZProf(t *testing.T){ debug.SetGCPercent(400); runtime.SetCPUProfileRate(1000); for range 6 { if c:=run([]string{"compile","--config","/tmp/perf/full2000/sqlq.yaml"},strings.NewReader(""),io.Discard,os.Stderr); c!=0 {t.Fatal(c)} } }
