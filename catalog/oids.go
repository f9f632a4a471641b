package catalog

// OIDs of the built-in types that the compiler names, as in pg_type.dat.
const (
	BoolOID          OID = 16
	ByteaOID         OID = 17
	CharOID          OID = 18 // "char"
	NameOID          OID = 19
	Int8OID          OID = 20
	Int2OID          OID = 21
	Int2VectorOID    OID = 22
	Int4OID          OID = 23
	RegprocOID       OID = 24
	TextOID          OID = 25
	OidOID           OID = 26
	TidOID           OID = 27
	XidOID           OID = 28
	CidOID           OID = 29
	OidVectorOID     OID = 30
	JSONOID          OID = 114
	XMLOID           OID = 142
	PointOID         OID = 600
	Float4OID        OID = 700
	Float8OID        OID = 701
	UnknownOID       OID = 705
	MoneyOID         OID = 790
	MacaddrOID       OID = 829
	InetOID          OID = 869
	CidrOID          OID = 650
	Macaddr8OID      OID = 774
	NameArrayOID     OID = 1003
	Int4ArrayOID     OID = 1007
	TextArrayOID     OID = 1009
	BpcharOID        OID = 1042
	VarcharOID       OID = 1043
	DateOID          OID = 1082
	TimeOID          OID = 1083
	TimestampOID     OID = 1114
	TimestamptzOID   OID = 1184
	IntervalOID      OID = 1186
	TimetzOID        OID = 1266
	BitOID           OID = 1560
	VarbitOID        OID = 1562
	NumericOID       OID = 1700
	RefcursorOID     OID = 1790
	RegprocedureOID  OID = 2202
	RegoperOID       OID = 2203
	RegoperatorOID   OID = 2204
	RegclassOID      OID = 2205
	RegtypeOID       OID = 2206
	RecordOID        OID = 2249
	CstringOID       OID = 2275
	AnyOID           OID = 2276
	AnyArrayOID      OID = 2277
	VoidOID          OID = 2278
	TriggerOID       OID = 2279
	EventTriggerOID  OID = 3838
	InternalOID      OID = 2281
	AnyElementOID    OID = 2283
	RecordArrayOID   OID = 2287
	AnyNonArrayOID   OID = 2776
	UUIDOID          OID = 2950
	AnyEnumOID       OID = 3500
	RegconfigOID     OID = 3734
	RegdictionaryOID OID = 3769
	JSONBOID         OID = 3802
	AnyRangeOID      OID = 3831
	JSONPathOID      OID = 4072
	RegnamespaceOID  OID = 4089
	RegroleOID       OID = 4096
	RegcollationOID  OID = 4191
	AnyMultirangeOID OID = 4537

	AnyCompatibleOID           OID = 5077
	AnyCompatibleArrayOID      OID = 5078
	AnyCompatibleNonArrayOID   OID = 5079
	AnyCompatibleRangeOID      OID = 5080
	AnyCompatibleMultirangeOID OID = 4538
)

// IsInteger reports whether a type is smallint, integer or bigint.
func (o OID) IsInteger() bool { return o == Int2OID || o == Int4OID || o == Int8OID }

// IsExactNumber reports whether a type's values are exact numbers: integers and numeric.
func (o OID) IsExactNumber() bool { return o.IsInteger() || o == NumericOID }
