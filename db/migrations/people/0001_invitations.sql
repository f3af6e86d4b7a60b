CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`code_hash` text NOT NULL,
	`label` text NOT NULL,
	`organisation` text,
	`grants` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`withdrawn` integer NOT NULL,
	`account` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_hash` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code_hash` ON `invitations` (`code_hash`);--> statement-breakpoint
-- Sessions last hours: people sign in once more, and every one of them tells its device.
DELETE FROM `sessions`;--> statement-breakpoint
ALTER TABLE `sessions` ADD `last_seen_at_ms` integer NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device` text NOT NULL;