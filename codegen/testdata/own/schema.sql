CREATE TYPE mood AS ENUM ('sad', 'ok "x"');
CREATE TYPE level AS ENUM ('low', 'mid', 'high');
CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE price AS (amount numeric, owner uuid, level level, settings jsonb);

CREATE TABLE things (
    id bigint PRIMARY KEY, parent bigint REFERENCES things,
    u uuid NOT NULL, u_null uuid, us uuid[] NOT NULL,
    amount numeric NOT NULL, amount_null numeric, amounts numeric[] NOT NULL,
    rest numeric,
    settings jsonb NOT NULL, draft jsonb, history jsonb[] NOT NULL,
    spare json,
    email text NOT NULL, email_null text,
    contact mail NOT NULL, contact_null mail,
    tags text[] NOT NULL, tags_null text[],
    labels text[] NOT NULL,
    at timestamptz NOT NULL, at_null timestamptz, ats timestamptz[] NOT NULL,
    mood mood NOT NULL, mood_null mood, moods mood[] NOT NULL,
    level level NOT NULL, level_null level, levels level[] NOT NULL,
    price price NOT NULL, prices price[] NOT NULL
);
CREATE VIEW looks AS SELECT id, COALESCE(draft, settings) AS look, amount FROM things;
