-- Words are found by their stems in some languages, and by pairs of characters where a language does not part its words.
-- Pairs, and texts without accents, are made by the service; rows of an earlier edition wait for it,
-- and until then are found by words without accents only.
alter table dataset add column search_edition integer not null default 0;
create index dataset_search_edition on dataset (search_edition, id);

create aggregate search_vector(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

-- A word or some words in sequence, in whichever language they may be.
create function search_phrase(words text) returns tsquery language sql stable as $$
    select phraseto_tsquery('simple', words) || phraseto_tsquery('english', words) || phraseto_tsquery('french', words)
        || phraseto_tsquery('dutch', words) || phraseto_tsquery('german', words)
$$;

-- Whether some language leaves it out of its texts as too common.
create function is_stop_word(word text) returns boolean language sql stable as $$
    select numnode(phraseto_tsquery('english', word)) = 0 or numnode(phraseto_tsquery('french', word)) = 0
        or numnode(phraseto_tsquery('dutch', word)) = 0 or numnode(phraseto_tsquery('german', word)) = 0
$$;
