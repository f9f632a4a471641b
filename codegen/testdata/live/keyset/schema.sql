CREATE TYPE tier AS ENUM ('free', 'pro');
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  tier tier NOT NULL,
  joined timestamptz NOT NULL,
  note text
);
CREATE TABLE visits (
  member_id bigint NOT NULL REFERENCES members,
  day date NOT NULL,
  PRIMARY KEY (member_id, day)
);
CREATE INDEX ON members (joined DESC, id);
