package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"
)

func checkCommand() *cobra.Command {
	var cfg, format, stdin string
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the project and write nothing",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := newReporter(c.OutOrStdout(), format)
			if err != nil {
				return err
			}
			return check(r, c.InOrStdin(), cfg, stdin)
		},
	}
	c.Flags().StringVar(&cfg, "config", "", "configuration file (default: sqlq.yaml, found upwards)")
	c.Flags().StringVar(&format, "format", "text", "diagnostics as text, json, github or sarif")
	c.Flags().StringVar(&stdin, "stdin-filename", "", "check standard input as the unsaved text of this file")
	return c
}

func check(r *reporter, stdin io.Reader, cfg, name string) error {
	start := "."
	if name != "" {
		start = filepath.Dir(name)
	}
	p, list, err := openProject(cfg, start)
	if err != nil {
		return err
	}
	if p == nil {
		return r.finish(list)
	}
	if name != "" {
		text, err := io.ReadAll(stdin)
		if err != nil {
			return fmt.Errorf("cannot read standard input: %w", err)
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		p.buffers[abs] = string(text)
		if _, err := p.only([]string{name}); err != nil {
			return err
		}
	}
	for _, k := range p.Packages {
		c, err := p.compile(k)
		if err != nil {
			return err
		}
		list = append(list, c.result.Diagnostics...)
	}
	return r.finish(list)
}
