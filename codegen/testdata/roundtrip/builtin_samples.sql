-- type | literal | literal ...: read by TestRoundTrip.
bool | true | false
"char" | 'a' | '~' | ''
name | 'abc' | 'Ünï "cöde"' | ''
int2 | 1 | -32768 | 32767 | 0
int4 | 1 | -2147483648 | 2147483647 | 0
int8 | 1 | -9223372036854775808 | 9223372036854775807 | 0
float4 | 1.5 | '-Infinity' | 'Infinity' | 'NaN' | 3.4028235e38 | -1e-45 | 0
float8 | 1.5 | '-Infinity' | 'Infinity' | 'NaN' | 1.7976931348623157e308 | 5e-324 | 0.1 | 0
numeric | 1.5 | 'NaN' | 'Infinity' | '-Infinity' | 0 | 0.001 | -0.00000000000000000000000000000001 | 1234567890123456789012345678901234567890.12345 | 1e1000
money | 1.50 | -92233720368547758.08 | 92233720368547758.07
text | 'a' | '' | 'häß"\,{}''' | 'NULL' | 'null' | E'line\n\ttab' | '日本語 🎉' | '(a,"b")' | ' '
varchar | 'a' | '' | '"x\"y' | 'NULL' | '日本語'
bpchar | 'a' | 'b' | '"\'
bytea | '\x01' | '\x' | '\x00ff5c2227' | 'text'
date | '2024-02-29' | '1999-12-31' | '4713-01-01 BC' | '0044-03-15 BC' | '9999-12-31' | '0001-01-01'
time | '12:34:56.789' | '00:00' | '24:00' | '23:59:59.999999'
timetz | '12:34:56.789+02' | '00:00-15:59:59' | '24:00+00'
timestamp | '2024-02-29 12:34:56.789' | '4713-01-01 00:00 BC' | '0001-12-31 23:59 BC' | '9999-12-31 23:59:59.999999' | '1969-12-31 23:59:59.999999'
timestamptz | '2024-02-29 12:34:56.789+02' | '4713-01-02 00:00 BC' | '0001-12-30 23:59 BC' | '9999-12-30 23:59:59.999999' | '1969-12-31 23:59:59.999999'
interval | '1 mon 2 days 00:00:03' | '-178000000 years' | '178000000 years' | '1 mon -2 days 3.000001 s' | '0' | '-00:00:00.000001'
uuid | '00000000-0000-0000-0000-000000000000' | 'ffffffff-ffff-ffff-ffff-ffffffffffff' | 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
json | '{"a": 1}' | 'null' | '"\u00fc\"\\"' | '[1, {"x": [null]}]' | ' 12345678901234567890123.10 ' | '{"a":1,"a":2}'
jsonb | '{"a": 1}' | 'null' | '"\u00fc\"\\"' | '[1, {"x": [null]}]' | '12345678901234567890123.10' | '{}'
jsonpath | '$.a' | '$.x[*] ? (@ > 1 && @.y == "q\"")'
xml | '<a/>' | '<a b="c,d">{x} "y" \ é</a>' | 'text'
inet | '10.0.0.1/8' | '::1' | '192.168.0.1' | '2001:db8::1/64'
cidr | '10.0.0.0/8' | '::/0' | '192.168.0.1/32'
macaddr | '08:00:2b:01:02:03' | '00:00:00:00:00:00'
macaddr8 | '08:00:2b:01:02:03:04:05' | '00:00:00:00:00:00:00:00'
bit | B'1' | B'0'
varbit | B'101' | B'' | B'1111111100000000101'
point | '(1.5,-2)' | '(1e300,-1e-300)' | '(0,0)'
line | '{1,2,3}' | '{0,-1,0.5}'
lseg | '[(1,2),(3,4)]' | '[(0,0),(0,0)]'
box | '(3,4),(1,2)' | '(0,0),(0,0)'
path | '[(1,2),(3,4)]' | '((1,2),(3,4),(5,6))' | '[(0,0)]'
polygon | '((1,2),(3,4),(5,6))' | '((0,0))'
circle | '<(1,2),3>' | '<(0,0),0>'
tsvector | 'a fat cat' | '' | 'a:1A,2B ''x y'':3 ''it''''s'':4' | '''b\\c'''
tsquery | 'fat & (rat|!cat:ab*)' | '''it''''s'' <2> x' | ''
oid | 1 | 0 | 4294967295
xid | '1' | '4294967295'
cid | '1' | '4294967295'
xid8 | '1' | '18446744073709551615' | '0'
tid | '(1,2)' | '(4294967295,65535)' | '(0,0)'
pg_lsn | '16/B374D848' | '0/0' | 'FFFFFFFF/FFFFFFFF'
pg_snapshot | '10:20:10,14,15' | '1:1:'
txid_snapshot | '10:20:10,14,15' | '1:1:'
refcursor | 'c' | 'a "b"'
regclass | 'pg_class' | 'rt_bool' | 0
regtype | 'int4' | 'timestamp with time zone' | 0
regproc | 'now' | 'noop' | 0
regprocedure | 'now()' | 'abs(int4)' | 0
regoper | '||/' | 0
regoperator | '+(int4,int4)' | 0
regrole | 'pg_monitor' | 0
regnamespace | 'pg_catalog' | 'public' | 0
regconfig | 'simple' | 'english' | 0
regdictionary | 'simple' | 0
regcollation | '"C"' | 0
int2vector | '1 2 -3' | '0'
oidvector | '1 2 4294967295' | '0'
aclitem | 'pg_monitor=r*w/pg_read_all_data' | '=r/pg_monitor'
int4range | '[1,5)' | 'empty' | '(,)' | '[,5)' | '[1,)'
int8range | '[1,5)' | 'empty' | '(,)' | '[-9223372036854775808,9223372036854775807)'
numrange | '[1.5,5.25]' | 'empty' | '(,)' | '(-Infinity,NaN]'
daterange | '[2024-01-01,2024-02-01)' | 'empty' | '(,)' | '[-infinity,infinity)' | '[4713-01-01 BC,)'
tsrange | '[2024-01-01 12:00,2024-02-01)' | 'empty' | '(,)' | '[-infinity,infinity]'
tstzrange | '[2024-01-01 12:00+02,2024-02-01 00:00+00)' | 'empty' | '(,)' | '[-infinity,infinity]'
int4multirange | '{[1,5),[7,8)}' | '{}' | '{(,)}'
int8multirange | '{[1,5),[7,8)}' | '{}' | '{(,)}'
nummultirange | '{[1.5,5.25],(7,8)}' | '{}' | '{(,)}'
datemultirange | '{[2024-01-01,2024-02-01)}' | '{}' | '{(,)}'
tsmultirange | '{[2024-01-01 12:00,2024-02-01),[2025-01-01,)}' | '{}' | '{(,)}'
tstzmultirange | '{[2024-01-01 12:00+02,2024-02-01 00:00+00)}' | '{}' | '{(,)}'
citext | 'a' | 'Ab"\' | '' | 'NULL'
hstore | 'a=>1,b=>NULL' | '' | '"q\"\\"=>"x,=>y"'
ltree | 'a.b.c' | ''
lquery | 'a.*.b' | '*{1,3}.x|y'
ltxtquery | 'a & b*' | 'x|!y'
