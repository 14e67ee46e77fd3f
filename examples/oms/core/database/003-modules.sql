CREATE TABLE modules (
  code text PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  registered timestamptz NOT NULL DEFAULT now()
);
