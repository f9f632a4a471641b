CREATE TYPE mood AS ENUM ('sad', 'very happy', 'a"b,c\d');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN positive AS int NOT NULL CHECK (VALUE > 0);
CREATE TYPE address AS (street text, zip int, feeling mood, since timestamptz);

CREATE TABLE thing (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    b bool NOT NULL, b_n bool, b_a bool[] NOT NULL,
    i2 int2 NOT NULL, i2_n int2, i2_a int2[] NOT NULL,
    i4 int4 NOT NULL, i4_n int4, i4_a int4[] NOT NULL,
    i8 int8 NOT NULL, i8_n int8, i8_a int8[] NOT NULL,
    f4 float4 NOT NULL, f4_n float4, f4_a float4[] NOT NULL,
    f8 float8 NOT NULL, f8_n float8, f8_a float8[] NOT NULL,
    t text NOT NULL, t_n text, t_a text[] NOT NULL,
    vc varchar(20) NOT NULL, vc_n varchar, vc_a varchar[] NOT NULL,
    bp char(3) NOT NULL, bp_n char(3),
    by bytea NOT NULL, by_n bytea, by_a bytea[] NOT NULL,
    tstz timestamptz NOT NULL, tstz_n timestamptz, tstz_a timestamptz[] NOT NULL,
    ts timestamp NOT NULL, ts_n timestamp, ts_a timestamp[] NOT NULL,
    d date NOT NULL, d_n date, d_a date[] NOT NULL,
    tm time NOT NULL, tm_n time,
    iv interval NOT NULL, iv_n interval,
    nu numeric NOT NULL, nu_n numeric, nu_a numeric[] NOT NULL,
    u uuid NOT NULL, u_n uuid, u_a uuid[] NOT NULL,
    j json NOT NULL, j_n json,
    jb jsonb NOT NULL, jb_n jsonb, jb_a jsonb[] NOT NULL,
    inet inet NOT NULL, inet_n inet,
    cidr cidr NOT NULL, cidr_n cidr,
    r int4range NOT NULL, r_n int4range,
    mr int8multirange NOT NULL, mr_n int8multirange,
    tr tstzrange NOT NULL,
    m mood NOT NULL, m_n mood, m_a mood[] NOT NULL,
    em email NOT NULL, em_n email, em_a email[] NOT NULL,
    po positive,
    ad address NOT NULL, ad_n address, ad_a address[] NOT NULL
);
