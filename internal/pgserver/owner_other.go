//go:build !unix

package pgserver

import (
	"errors"
	"os/exec"
)

// owner is the user that a cluster runs as.
type owner struct{}

// unprivileged fails: clusters are started on Unix only. Elsewhere, name a server by DSN.
func unprivileged() (owner, error) {
	return owner{}, errors.New("cannot start a PostgreSQL cluster on this system: name a running server instead")
}

func (owner) own(string) error { return nil }
func (owner) become(*exec.Cmd) {}
func detach(*exec.Cmd)         {}
