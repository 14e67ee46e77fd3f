CREATE TABLE global_options (
  code text PRIMARY KEY,
  value text NOT NULL
);
