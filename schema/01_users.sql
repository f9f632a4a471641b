-- Who buys: accounts and, apart from them, what people tell about themselves.

CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text NOT NULL UNIQUE CHECK (email LIKE '%_@_%'),
    name       text NOT NULL CHECK (name <> ''),
    active     boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE users IS 'User is an account that can log in and order.';
COMMENT ON COLUMN users.email IS 'Address used to log in; unique, compared as written.';
COMMENT ON COLUMN users.active IS 'False for accounts that are closed but kept for their orders.';

-- The login looks for an address among active accounts.
CREATE INDEX users_email_active_idx ON users (email, active);
CREATE INDEX users_created_at_idx ON users (created_at DESC, id DESC);

CREATE TABLE user_profiles (
    user_id    bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    bio        text,
    avatar_url text,
    birthday   date CHECK (birthday > '1900-01-01'),
    settings   jsonb NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE user_profiles IS 'UserProfile is what a user tells about themselves; not everyone has one.';
