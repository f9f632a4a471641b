package parse

// The codes of what can be wrong with a query file; package diag explains them.
const (
	CodeNoAnnotation   = "SQ001"
	CodeBadAnnotation  = "SQ002"
	CodeUnknownCommand = "SQ003"
	CodeDuplicate      = "SQ004"
	CodeTwoStatements  = "SQ005"
	CodeNoSemicolon    = "SQ006"
	CodeNoStatement    = "SQ007"
	CodeUnknownMacro   = "SQ010"
	CodeMacroUse       = "SQ011"
	CodeMixedParams    = "SQ012"
	CodeDirective      = "SQ202" // a directive names nothing, says nothing, or stands in the wrong place
	CodeOrder          = "SQ205" // order directives
)
