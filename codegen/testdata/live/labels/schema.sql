CREATE TYPE size AS ENUM ('', 'small', 'large');
CREATE TABLE shirt (id int PRIMARY KEY, size size NOT NULL, other size);
