CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE notes (id int PRIMARY KEY, text text, mood mood, score int, tags text[] NOT NULL);
INSERT INTO notes VALUES (1, 'a', 'ok', 5, '{x}'), (2, NULL, NULL, NULL, '{}');
