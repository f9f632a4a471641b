-- Partitions take over columns, keys, indexes and foreign keys, both ways of making them.
CREATE TABLE ref (id int PRIMARY KEY);
CREATE TABLE m (id int, day date NOT NULL, ref int REFERENCES ref, note text DEFAULT 'n', PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX m_note ON m (note);
CREATE TABLE m_1 PARTITION OF m (note NOT NULL) FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE m_2 (day date NOT NULL, id int NOT NULL, note text, ref int);
ALTER TABLE m ATTACH PARTITION m_2 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE m_3 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (id);
CREATE TABLE m_3_1 PARTITION OF m_3 DEFAULT;
CREATE INDEX ON m (ref);
ALTER TABLE m ADD COLUMN extra int;
ALTER TABLE m DETACH PARTITION m_1;
