-- Hand-written: what the ledger promises holds for every connection, ours or not.
CREATE TRIGGER `entries_never_change` BEFORE UPDATE ON `entries`
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `entries_never_go` BEFORE DELETE ON `entries`
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
--> statement-breakpoint
-- INSERT OR REPLACE removes what it collides with, and delete triggers see that only under recursive_triggers, which is off
-- by default: so every key it could collide on (room and seq, id, rowid) is looked at here, before the insert.
CREATE TRIGGER `entries_follow_the_head` BEFORE INSERT ON `entries`
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM `entries` WHERE room = NEW.room)
  OR EXISTS (SELECT 1 FROM `entries` WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM `entries` WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'an entry follows the head of its room and is written once'); END;
--> statement-breakpoint
CREATE TRIGGER `texts_never_change` BEFORE UPDATE ON `texts`
BEGIN SELECT RAISE(ABORT, 'a text may go, never change'); END;
--> statement-breakpoint
-- Every hash holds the id of the election its room was last opened for: once anything but openings is written, the id stays.
CREATE TRIGGER `election_keeps_its_id` BEFORE INSERT ON `elections`
WHEN NOT EXISTS (SELECT 1 FROM `elections` WHERE id = NEW.id)
  AND EXISTS (SELECT 1 FROM `entries` WHERE json_extract(fact, '$.type') <> 'election.opened')
BEGIN SELECT RAISE(ABORT, 'the election has entries and keeps its id'); END;
--> statement-breakpoint
CREATE TRIGGER `election_never_goes` BEFORE DELETE ON `elections`
WHEN EXISTS (SELECT 1 FROM `entries`)
BEGIN SELECT RAISE(ABORT, 'the election has entries and stays'); END;
--> statement-breakpoint
CREATE TRIGGER `election_keeps_its_id_on_update` BEFORE UPDATE OF id ON `elections`
WHEN NEW.id <> OLD.id
  AND EXISTS (SELECT 1 FROM `entries` WHERE json_extract(fact, '$.type') <> 'election.opened')
BEGIN SELECT RAISE(ABORT, 'the election has entries and keeps its id'); END;
