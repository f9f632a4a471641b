package ir

// Description is one query in the JSON of `sqlq describe`, version 1.
type Description struct {
	Name    string              `json:"name"`
	Command string              `json:"command"`
	File    string              `json:"file"`
	Line    int                 `json:"line"`
	SQL     string              `json:"sql"`
	Params  []ParamDescription  `json:"params"`
	Columns []ColumnDescription `json:"columns"`
	// Levels are the statements that read nested rows with "-- sqlq: load split"; absent without.
	Levels []LevelDescription `json:"levels,omitempty"`
}

// LevelDescription is what reads the rows nested in one field, in the JSON of `sqlq describe`: the
// statements that may be sent, one for each combination of optional conditions and orders in them,
// and the parameters of the last, which has all: those of the query, and the keys of the rows around.
type LevelDescription struct {
	Field      string              `json:"field"`
	Statements []string            `json:"statements"`
	Params     []ParamDescription  `json:"params"`
	Columns    []ColumnDescription `json:"columns"`
}

// ParamDescription is a parameter in the JSON of `sqlq describe`.
type ParamDescription struct {
	Number   int    `json:"number"`
	Name     string `json:"name"`
	Type     string `json:"type"`
	Nullable bool   `json:"nullable"`
}

// ColumnDescription is a result column in the JSON of `sqlq describe`.
type ColumnDescription struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Nullable bool   `json:"nullable"`
	Table    string `json:"table,omitempty"`
	Column   string `json:"column,omitempty"`
	Because  string `json:"because,omitempty"`
	// ElemNullable: the Go type of an array holds pointers, since its elements may be NULL.
	ElemNullable bool `json:"elem_nullable,omitempty"`
}

// Describe returns what `sqlq describe` prints about a query. Lists are never nil, so that they
// print as [].
func (q *Query) Describe() Description {
	d := Description{
		Name: q.Name, Command: string(q.Command), File: q.File, Line: q.Line, SQL: q.Source,
		Params: []ParamDescription{}, Columns: describeColumns(q.Columns),
	}
	for _, p := range q.Params {
		d.Params = append(d.Params, ParamDescription{p.Number, p.Name, p.Type.Display(), p.Nullable})
	}
	for _, l := range q.Split {
		d.Levels = append(d.Levels, q.describeLevel(l))
	}
	return d
}

func describeColumns(columns []*Column) []ColumnDescription {
	out := []ColumnDescription{}
	for _, c := range columns {
		out = append(out, ColumnDescription{c.Name, c.Type.Display(), c.Nullable, c.Table, c.Column, c.Because, c.ElemNullable})
	}
	return out
}

func (q *Query) describeLevel(l *Level) LevelDescription {
	d := LevelDescription{Field: l.Name, Statements: []string{}, Params: []ParamDescription{}, Columns: describeColumns(l.Columns)}
	for i, v := range l.Variants {
		d.Statements = append(d.Statements, v.SQL)
		if i == len(l.Variants)-1 {
			d.Params = q.describeArgs(l, v)
		}
	}
	return d
}

func (q *Query) describeArgs(l *Level, v *Variant) []ParamDescription {
	out := []ParamDescription{}
	for i, a := range v.Args {
		if a.Kind == ArgKeys {
			key := l.Keys[a.Index]
			out = append(out, ParamDescription{i + 1, key.Name, key.Type.Display() + "[]", false})
			continue
		}
		p := q.Params[a.Index]
		out = append(out, ParamDescription{i + 1, p.Name, p.Type.Display(), p.Nullable})
	}
	return out
}
