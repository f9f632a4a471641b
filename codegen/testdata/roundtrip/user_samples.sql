-- type | literal | literal ...: read by TestRoundTripUser.
mood | 'sad' | 'very happy' | 'a"b,c\d' | '' | 'NULL'
mood_d | 'sad' | ''
email | 'a@b' | '@' | '"@\,{}'
amount | 1.50 | -99.99
address | ROW('Main "St", (1)\', 5, 'a"b,c\d', '2024-01-02 03:04:05+00', '{a,"b\"",""}', '{sad,"NULL"}', 1.50, '{"x": "y,\"z"}', 'a@b', '\x0022', '{x,Y}') | ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL) | ROW('', 0, '', '2024-01-02 03:04:05+00', '{}', '{}', 2, 'null', '@', '', '{}')
home | ROW('x', 5, 'sad', NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL)
person | ROW('Ann', ROW('"', 5, 'sad', NULL, '{a}', '{sad}', 1.5, '[]', 'a@b', '\x01', NULL)::address, ARRAY[ROW('\', 1, NULL, NULL, '{"\\"}', '{}', NULL, NULL, NULL, NULL, NULL)::address], '2000-01-01', 'sad') | ROW(NULL, NULL, NULL, NULL, NULL) | ROW('', ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::address, '{}', NULL, '')
priced | ROW(1.5, '12:00+02') | ROW(NULL, NULL)
floatrange | '[1.5,2.25)' | 'empty' | '(,)' | '[-Infinity,NaN]'
floatmultirange | '{[1.5,2.25),(7,8)}' | '{}' | '{(,)}'
percentrange | '[1,5)' | 'empty' | '(,100]'
percentmultirange | '{[1,5)}' | '{}'
stay | '[2024-01-01 12:00+02,2024-02-01 00:00+00)' | '(,)' | '[-infinity,infinity]'
stay_multirange | '{[2024-01-01 12:00+02,2024-02-01 00:00+00),[2025-01-01 00:00+00,)}' | '{}'
timerange | '[12:00,13:00:00.5)' | '(,)'
textrange | '[a,b)' | '["a,\"\\","z (]")' | 'empty' | '["",)'
textmultirange | '{[a,b),["x ,","y\""]}' | '{}'
inetrange | '[10.0.0.1,10.0.0.9)' | '(,)'
nets | '{[10.0.0.1,10.0.0.9)}' | '{}'
moodrange | '[sad,"very happy"]' | '(,)'
clients | ROW(1, 'a@b', 'very happy', ROW('x', 5, 'sad', NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL), '{a,"b,"}', 7, '2024-01-02 03:04:05+00') | ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL)
mails | ROW(1, '"@(,)', '{"x y",""}') | ROW(NULL, NULL, NULL)
team | ROW(ROW(1, 'a@"', NULL, NULL, NULL, 5, NULL)::clients, ARRAY[ROW(2, '@\', 'sad', NULL, '{}', NULL, NULL)::clients]) | ROW(NULL, '{}') | ROW(NULL, NULL)
