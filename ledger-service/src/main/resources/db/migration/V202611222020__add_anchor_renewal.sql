-- When the proof was made anew, at a later block, in place of the one captured at anchoring.
alter table anchor add column renewed_at timestamptz;
