-- name: CreateThing :one
INSERT INTO thing (b, b_n, b_a, i2, i2_n, i2_a, i4, i4_n, i4_a, i8, i8_n, i8_a, f4, f4_n, f4_a, f8, f8_n, f8_a, t, t_n, t_a, vc, vc_n, vc_a, bp, bp_n, by, by_n, by_a, tstz, tstz_n, tstz_a, ts, ts_n, ts_a, d, d_n, d_a, tm, tm_n, iv, iv_n, nu, nu_n, nu_a, u, u_n, u_a, j, j_n, jb, jb_n, jb_a, inet, inet_n, cidr, cidr_n, r, r_n, mr, mr_n, tr, m, m_n, m_a, em, em_n, em_a, po, ad, ad_n, ad_a)
VALUES (@b, @b_n, @b_a, @i2, @i2_n, @i2_a, @i4, @i4_n, @i4_a, @i8, @i8_n, @i8_a, @f4, @f4_n, @f4_a, @f8, @f8_n, @f8_a, @t, @t_n, @t_a, @vc, @vc_n, @vc_a, @bp, @bp_n, @by, @by_n, @by_a, @tstz, @tstz_n, @tstz_a, @ts, @ts_n, @ts_a, @d, @d_n, @d_a, @tm, @tm_n, @iv, @iv_n, @nu, @nu_n, @nu_a, @u, @u_n, @u_a, @j, @j_n, @jb, @jb_n, @jb_a, @inet, @inet_n, @cidr, @cidr_n, @r, @r_n, @mr, @mr_n, @tr, @m, @m_n, @m_a, @em, @em_n, @em_a, @po, @ad, @ad_n, @ad_a)
RETURNING *;

-- name: GetThing :one
SELECT * FROM thing WHERE id = $1;

-- name: ListMoods :many
SELECT m FROM thing WHERE m = ANY(@moods::mood[]) ORDER BY id;

-- name: ListAddresses :many
SELECT ad FROM thing ORDER BY id;

-- name: ThingIDs :iter
SELECT id FROM thing ORDER BY id;

-- name: FindThing :opt
SELECT id, t FROM thing WHERE id = $1;

-- name: DeleteThing :execrows
DELETE FROM thing WHERE id = $1;

-- name: TouchThings :execresult
UPDATE thing SET t = t || 'x';

-- name: RenameThings :batchexec
UPDATE thing SET t = @name WHERE id = @id;

-- name: ThingNames :batchmany
SELECT id, t FROM thing WHERE id = @id;

-- name: ThingText :batchone
SELECT t FROM thing WHERE id = @id;

-- name: NothingNull :one
-- sqlq: notnull t_n
SELECT t_n, t FROM thing WHERE id = $1;
