package sqlstate

import "testing"

func TestName(t *testing.T) {
	for code, want := range map[string]string{
		UndefinedColumn:           "undefined_column",
		SyntaxError:               "syntax_error",
		FeatureNotSupported:       "feature_not_supported",
		"SQ001":                   "",
		"":                        "",
		TRSerializationFailure:    "serialization_failure",
		NullValueNotAllowed:       "null_value_not_allowed",
		InvalidTextRepresentation: "invalid_text_representation",
	} {
		if got := Name(code); got != want {
			t.Errorf("Name(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestClass(t *testing.T) {
	if got := Class(UndefinedColumn); got != "42" {
		t.Errorf("Class = %q", got)
	}
	if got := Class("SQ001"); got != OwnClass {
		t.Errorf("Class = %q", got)
	}
	if got := Class("nonsense"); got != "" {
		t.Errorf("Class = %q", got)
	}
}
