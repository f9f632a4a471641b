package codegen_test

import (
	"os"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
)

// ownTypes are overrides by type and by column: structs for jsonb, types with and without the methods
// of database/sql, types that hold NULL themselves, slices for arrays.
func ownTypes() []gotype.Override {
	byType := func(name, goType string) gotype.Override {
		return gotype.Override{DBType: name, GoType: userTypes + goType, Any: true}
	}
	byColumn := func(name, goType string) gotype.Override {
		prefix := goType[:strings.LastIndexAny(goType, "]*")+1]
		return gotype.Override{Column: "things." + name, GoType: prefix + userTypes + goType[len(prefix):]}
	}
	return []gotype.Override{
		byColumn("id", "UserID"), byColumn("parent", "UserID"), byColumn("rest", "NullDecimal"),
		byColumn("settings", "Settings"), byColumn("draft", "Settings"), byColumn("spare", "*Settings"), byColumn("email", "Email"), byColumn("email_null", "Email"),
		byColumn("contact", "Email"), byColumn("contact_null", "Email"), byColumn("tags", "[]Tag"), byColumn("labels", "Labels"),
		{Column: "price.settings", GoType: userTypes + "Settings"},
		byType("uuid", "UUID"), byType("numeric", "Decimal"), byType("mood", "Mood"), byType("level", "Level"), byType("timestamptz", "Stamp"),
	}
}

// TestOwnTypes runs every command with Go types of the user's, in each exec mode of pgx.
func TestOwnTypes(t *testing.T) { ownLive(t, false) }

// TestOwnTypesNull does so with sql.Null instead of pointers.
func TestOwnTypesNull(t *testing.T) { ownLive(t, true) }

func ownLive(t *testing.T, sqlNull bool) {
	if testing.Short() {
		t.Skip("builds and runs a program")
	}
	schema, queries := readAll(t, "testdata/own/schema.sql"), readAll(t, "testdata/own/query.sql")
	files, err := codegen.Generate(lowered(t, schema, queries), codegen.Options{Package: "gen", Overrides: ownTypes(), SQLNull: sqlNull, Querier: true})
	if err != nil {
		t.Fatal(err)
	}
	program := "testdata/own/main.go.txt"
	if sqlNull {
		text, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		program = t.TempDir() + "/main.go"
		if err := os.WriteFile(program, []byte(strings.ReplaceAll(string(text), "some(", "null(")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	runAt(t, program, files, schema[0].Text, "")
}
