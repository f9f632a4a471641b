package tree

// Function is what a function in SQL does. Its parameters are Params, numbered like the function's
// input arguments.
type Function struct {
	Before []*Query // the statements before the last
	// Last is the last statement. Its columns are converted to what the function returns: one value,
	// or the columns of a row.
	Last *Query
	// Row says that Last has one column which is the whole row.
	Row bool
}
