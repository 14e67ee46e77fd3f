alter table kittehs add column title text not null default '' check (char_length(title) <= 100);
