-- Hand-written: what the ledger promises holds for every connection, ours or not.
CREATE FUNCTION "kamar"."never"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
--> statement-breakpoint
CREATE TRIGGER "entries_never_change" BEFORE UPDATE ON "kamar"."entries"
FOR EACH ROW EXECUTE FUNCTION "kamar"."never"('entries are never changed');
--> statement-breakpoint
CREATE TRIGGER "entries_never_go" BEFORE DELETE ON "kamar"."entries"
FOR EACH ROW EXECUTE FUNCTION "kamar"."never"('entries are never removed');
--> statement-breakpoint
CREATE TRIGGER "entries_never_go_all" BEFORE TRUNCATE ON "kamar"."entries"
FOR EACH STATEMENT EXECUTE FUNCTION "kamar"."never"('entries are never removed');
--> statement-breakpoint
-- Once for each statement, over all its rows: the keys refuse doubles, so a room follows its head when its new numbers have no gap.
CREATE FUNCTION "kamar"."entries_follow_the_head"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT room, min(seq) AS first, max(seq) AS last, count(*) AS many FROM written GROUP BY room) AS added
    WHERE added.last - added.first + 1 <> added.many
      OR added.first <> 1 + coalesce((SELECT max(earlier.seq) FROM "kamar"."entries" AS earlier WHERE earlier.room = added.room AND earlier.seq < added.first), 0)
  ) THEN RAISE EXCEPTION 'an entry follows the head of its room and is written once'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "entries_follow_the_head" AFTER INSERT ON "kamar"."entries"
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "kamar"."entries_follow_the_head"();
--> statement-breakpoint
CREATE TRIGGER "texts_never_change" BEFORE UPDATE ON "kamar"."texts"
FOR EACH ROW EXECUTE FUNCTION "kamar"."never"('a text may go, never change');
--> statement-breakpoint
-- Every hash holds the id of the election its room was last opened for: once anything but openings is written, the id stays.
CREATE FUNCTION "kamar"."election_keeps_its_id"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "kamar"."elections" WHERE id = NEW.id)
    AND EXISTS (SELECT 1 FROM "kamar"."entries" WHERE fact::json ->> 'type' <> 'election.opened')
  THEN RAISE EXCEPTION 'the election has entries and keeps its id'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "election_keeps_its_id" BEFORE INSERT OR UPDATE ON "kamar"."elections"
FOR EACH ROW EXECUTE FUNCTION "kamar"."election_keeps_its_id"();
--> statement-breakpoint
CREATE FUNCTION "kamar"."election_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "kamar"."entries") THEN RAISE EXCEPTION 'the election has entries and stays'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "election_never_goes" BEFORE DELETE OR TRUNCATE ON "kamar"."elections"
FOR EACH STATEMENT EXECUTE FUNCTION "kamar"."election_stays"();
