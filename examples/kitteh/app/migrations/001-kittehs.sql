create table kittehs (
  id integer generated always as identity primary key,
  file text not null unique check (file ~ '^[0-9a-f]{32}\.(png|jpg|gif|webp)$'),
  type text not null check (type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  bytes integer not null check (bytes > 0),
  created_at timestamptz not null default now()
);
