CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  picture text UNIQUE,
  joined timestamptz NOT NULL DEFAULT now()
);
