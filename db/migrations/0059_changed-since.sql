-- What an offer or a need said while two began to speak of it, once it was said otherwise: theirs alone.
alter table take_up add column before jsonb;
