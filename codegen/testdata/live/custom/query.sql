-- name: Put :exec
-- sqlq: type doc = go/token.Position
-- sqlq: type other = *go/token.Position
-- sqlq: type docs = []go/token.Position
-- sqlq: type grid = [][]int32
-- sqlq: type cube = [][][]*string
-- sqlq: type moods = [][]Mood
-- sqlq: type spare = map[string]int
INSERT INTO things (id, doc, other, docs, grid, cube, moods, spare) VALUES (@id, @doc, @other, @docs, @grid, @cube, @moods, @spare);

-- name: PutAll :bulkexec
-- sqlq: type doc = go/token.Position
-- sqlq: type other = *go/token.Position
-- sqlq: type docs = []go/token.Position
-- sqlq: type grid = [][]int32
-- sqlq: type cube = [][][]*string
-- sqlq: type moods = [][]Mood
-- sqlq: type spare = map[string]int
INSERT INTO things (id, doc, other, docs, grid, cube, moods, spare) VALUES (@id, @doc, @other, @docs, @grid, @cube, @moods, @spare);

-- name: PutBatch :batchexec
-- sqlq: type doc = go/token.Position
-- sqlq: type other = *go/token.Position
-- sqlq: type docs = []go/token.Position
-- sqlq: type grid = [][]int32
-- sqlq: type cube = [][][]*string
-- sqlq: type moods = [][]Mood
-- sqlq: type spare = map[string]int
INSERT INTO things (id, doc, other, docs, grid, cube, moods, spare) VALUES (@id, @doc, @other, @docs, @grid, @cube, @moods, @spare);

-- name: CopyAll :copyfrom
-- sqlq: type doc = go/token.Position
-- sqlq: type other = *go/token.Position
-- sqlq: type docs = []go/token.Position
-- sqlq: type grid = [][]int32
-- sqlq: type cube = [][][]*string
-- sqlq: type moods = [][]Mood
-- sqlq: type spare = map[string]int
INSERT INTO things (id, doc, other, docs, grid, cube, moods, spare) VALUES (@id, @doc, @other, @docs, @grid, @cube, @moods, @spare);

-- name: Things :many
-- sqlq: type doc = go/token.Position
-- sqlq: type other = *go/token.Position
-- sqlq: type docs = []go/token.Position
-- sqlq: type grid = [][]int32
-- sqlq: type cube = [][][]*string
-- sqlq: type moods = [][]Mood
-- sqlq: type spare = map[string]int
SELECT id, doc, other, docs, grid, cube, moods, spare FROM things ORDER BY id;

-- name: Find :many
-- sqlq: type doc = go/token.Position
SELECT id FROM things WHERE doc = @doc ORDER BY id;

-- name: Wipe :exec
DELETE FROM things;

-- name: Flat :many
SELECT grid FROM things ORDER BY id;
