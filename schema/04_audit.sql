-- What was done to the data, by the application's own account.

CREATE TYPE audit_action AS ENUM ('insert', 'update', 'delete');

COMMENT ON TYPE audit_action IS 'AuditAction is the kind of a write.';

CREATE TABLE audit_log (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    query      text NOT NULL,
    action     audit_action NOT NULL,
    relations  text[] NOT NULL,
    rows       bigint NOT NULL CHECK (rows >= 0),
    actor      text,
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE audit_log IS 'AuditLog is one executed insert, update or delete.';
COMMENT ON COLUMN audit_log.query IS 'Name of the query, as in the SQL files.';
COMMENT ON COLUMN audit_log.actor IS 'On whose behalf it ran; NULL for the system itself.';
