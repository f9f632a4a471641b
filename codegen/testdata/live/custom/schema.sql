CREATE TYPE mood AS ENUM ('sad', 'ok "x"');
CREATE TABLE things (
    id int PRIMARY KEY, doc jsonb NOT NULL, other jsonb, docs jsonb[] NOT NULL,
    grid int[] NOT NULL, cube text[], moods mood[] NOT NULL, spare jsonb
);
