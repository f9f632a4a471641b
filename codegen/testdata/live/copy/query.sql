-- name: CopyShirts :copyfrom
INSERT INTO shirts (id, size, worn, code, sizes) VALUES (@id, @size, @worn, @code, @sizes);

-- name: Shirts :many
SELECT id, size, worn, code, sizes FROM shirts ORDER BY id;
